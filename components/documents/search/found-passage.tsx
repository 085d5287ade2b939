import Link from "next/link";
import type { FoundPassageItem } from "@/lib/documents/managing/schema";
import { MarkedText } from "./marked-text";

/** A passage that was found, and why: its place in both lists, its similarity and its words. */
export function FoundPassage({ passage }: { passage: FoundPassageItem }) {
  const { document_id, collection, document, version, heading, text, page, score, words } = passage;
  return (
    <li className="grid gap-1 py-3">
      <p className="wrap-anywhere flex flex-wrap justify-between gap-x-4">
        <Link href={`/documents/${collection}/${document_id}`} className="font-semibold text-accent hover:underline">
          {document}
        </Link>
        <span className="text-ink-faint text-meta tabular-nums leading-5">
          {collection} · version {version}
          {page !== null && ` · page ${page}`}
        </span>
      </p>
      {heading && (
        <p dir="auto" className="wrap-anywhere font-semibold text-meta">
          <MarkedText text={heading} words={words} />
        </p>
      )}
      <p dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-line">
        <MarkedText text={text} words={words} />
      </p>
      <p className="text-ink-soft text-meta tabular-nums">
        Score {score.toFixed(4)} · {describeRanks(passage)}
      </p>
    </li>
  );
}

function describeRanks({ text_rank, vector_rank, similarity }: FoundPassageItem): string {
  const byWords = text_rank === null ? "not in the list of words" : `place ${text_rank} by words`;
  const byMeaning =
    vector_rank === null
      ? "not in the list of embeddings"
      : `place ${vector_rank} by embeddings${similarity === null ? "" : `, similarity ${similarity.toFixed(2)}`}`;
  return `${byWords} · ${byMeaning}`;
}
