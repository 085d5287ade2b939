import { CitationButton } from "@/components/citations/citation-button";
import { headingsOf, placeOf } from "@/components/citations/place-of";
import type { CaseClause } from "@/lib/inbox/schema";

/**
 * Clauses with the words that fit best: heading, document, three lines. What fits weakly is named so, and its words are
 * not marked. Without such clauses all have the same height. `isRest`: other clauses stand before them.
 */
export function ClauseList({ clauses, isRest = false }: { clauses: CaseClause[]; isRest?: boolean }) {
  if (clauses.length === 0) return <p className="text-ink-soft">No clause fits what is known of this case.</p>;
  const isWeak = ({ fits }: CaseClause) => !fits;
  return (
    <>
      {!isRest && clauses.every(isWeak) && (
        <p className="mb-2 text-ink-soft">No clause fits well what is known of this case. These are the nearest.</p>
      )}
      <ol className="grid gap-3">
        {clauses.map((clause) => (
          <li
            key={`${clause.passage} ${clause.quote}`}
            className={`grid grid-cols-[minmax(0,1fr)] content-start ${isWeak(clause) ? "h-[5.5rem]" : "h-28"}`}
          >
            <CitationButton citation={clause} name={`Open the clause: ${placeOf(clause)}`} look="row">
              {headingsOf(clause).at(-1) ?? clause.document}
            </CitationButton>
            <p className="truncate text-ink-faint text-meta">
              {isWeak(clause) && <span className="font-semibold text-ink-soft">Fits weakly · </span>}
              {clause.document}, version {clause.version}
            </p>
            <p dir="auto" className={`wrap-anywhere ${isWeak(clause) ? "line-clamp-2 text-ink-soft" : "line-clamp-3"}`}>
              {isWeak(clause) ? (
                clause.quote
              ) : (
                <mark className="rounded-control bg-waiting-soft text-ink">{clause.quote}</mark>
              )}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
