import { CitationButton } from "@/components/citations/citation-button";
import { headingsOf, placeOf } from "@/components/citations/place-of";
import type { Citation } from "@/lib/tasks/citations/schema";

/** Clauses with the words that fit best. All have the same height: a heading and three lines. */
export function ClauseList({ clauses }: { clauses: Citation[] }) {
  if (clauses.length === 0) return <p className="text-ink-soft">No clause fits what is known of this case.</p>;
  return (
    <ol className="grid gap-3">
      {clauses.map((clause) => (
        <li key={`${clause.passage} ${clause.quote}`} className="grid h-24 content-start gap-0.5">
          <CitationButton citation={clause} name={`Open the clause: ${placeOf(clause)}`} look="row">
            {[clause.document, ...headingsOf(clause).slice(-1)].join(", ")}
          </CitationButton>
          <p dir="auto" className="wrap-anywhere line-clamp-3">
            <mark className="rounded-control bg-waiting-soft text-ink">{clause.quote}</mark>
          </p>
        </li>
      ))}
    </ol>
  );
}
