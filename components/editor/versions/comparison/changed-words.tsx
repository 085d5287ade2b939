import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
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
  const runs = useMemo(() => shortened(compareWords(before, after)), [before, after]);
  const hasCommonWords = runs.some(({ kind }) => kind === "same");
  return (
    <>
      <span className="sr-only">{sentence}</span>
      <span aria-hidden>
        {intro}:
        <span dir="auto" className="mt-1 block whitespace-pre-wrap rounded-control bg-surface px-2 py-1 text-ink">
          {runs.map((run) => (
            <Run key={run.at} run={run} isLine={!hasCommonWords} />
          ))}
        </span>
      </span>
    </>
  );
}

/** Characters of unchanged text beside a change. */
const shown = 60;

interface PlacedRun extends WordRun {
  /** Its place in both texts together. */
  at: number;
}

/** The runs with long unchanged texts cut to what is near a change. */
function shortened(runs: readonly WordRun[]): PlacedRun[] {
  let at = 0;
  return runs.map(({ kind, text }, index) => {
    const place = at;
    at += text.length;
    if (kind !== "same") return { kind, text, at: place };
    const start = index === 0 ? "" : text.slice(0, shown);
    const end = index === runs.length - 1 ? "" : text.slice(-shown);
    return { kind, at: place, text: start.length + end.length + 1 < text.length ? `${start}…${end}` : text };
  });
}

/** `isLine`: the texts have no word in common, so each has lines of its own. */
function Run({ run: { kind, text }, isLine }: { run: WordRun; isLine: boolean }) {
  if (kind === "same") return text;
  const Element = kind === "added" ? "ins" : "del";
  return <Element className={cn(looks[kind], isLine && "block w-fit")}>{text}</Element>;
}
