import { useMemo } from "react";
import { compareWords, type WordRun } from "@/lib/workflows/versions/compare-words";

interface ChangedWordsProps {
  /** The whole difference as a sentence, for screen readers. */
  sentence: string;
  intro: string;
  before: string;
  after: string;
}

const looks = {
  added: "bg-done-soft text-done underline decoration-1 underline-offset-2",
  removed: "bg-attention-soft text-attention line-through",
};

/** A changed text: its words, with those that were added and removed. */
export function ChangedWords({ sentence, intro, before, after }: ChangedWordsProps) {
  const runs = useMemo(() => compareWords(before, after), [before, after]);
  return (
    <>
      <span className="sr-only">{sentence}</span>
      <span aria-hidden>
        {intro}:
        <span dir="auto" className="mt-1 block whitespace-pre-wrap rounded-control bg-surface px-2 py-1 text-ink">
          {runs.map(drawRun)}
        </span>
      </span>
    </>
  );
}

/** The runs of a text never change their order. */
function drawRun({ kind, text }: WordRun, index: number) {
  const key = `${index} ${kind}`;
  if (kind === "same") return <span key={key}>{text}</span>;
  return kind === "added" ? (
    <ins key={key} className={looks.added}>
      {text}
    </ins>
  ) : (
    <del key={key} className={looks.removed}>
      {text}
    </del>
  );
}
