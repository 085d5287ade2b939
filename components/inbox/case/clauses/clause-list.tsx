import { CitationButton } from "@/components/citations/citation-button";
import { headingsOf, placeOf } from "@/components/citations/place-of";
import type { Citation } from "@/lib/tasks/citations/schema";

/** Clauses with the words that fit best. All have the same height: heading, document, three lines. */
export function ClauseList({ clauses }: { clauses: Citation[] }) {
  if (clauses.length === 0) return <p className="text-ink-soft">No clause fits what is known of this case.</p>;
  return (
    <ol className="grid gap-3">
      {clauses.map((clause) => (
        <li key={`${clause.passage} ${clause.quote}`} className="grid h-28 grid-cols-[minmax(0,1fr)] content-start">
          <CitationButton citation={clause} name={`Open the clause: ${placeOf(clause)}`} look="row">
            {headingsOf(clause).at(-1) ?? clause.document}
          </CitationButton>
          <p className="truncate text-ink-faint text-meta">
            {clause.document}, version {clause.version}
          </p>
          <p dir="auto" className="wrap-anywhere line-clamp-3">
            <mark className="rounded-control bg-waiting-soft text-ink">{clause.quote}</mark>
          </p>
        </li>
      ))}
    </ol>
  );
}
