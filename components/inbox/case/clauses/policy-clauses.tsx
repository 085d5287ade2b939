import type { CaseClause, CaseView } from "@/lib/inbox/schema";
import { ClauseList } from "./clause-list";
import { FittingClauses } from "./fitting-clauses";

/** More are folded. */
const maxShown = 3;

/**
 * The clauses beside a case: those that its workflow has found, or those that fit its facts. A workflow without
 * documents has none.
 */
export function PolicyClauses({ reviewCase }: { reviewCase: CaseView }) {
  const { caseId, draft, facts, hasDocuments } = reviewCase;
  const found = draft?.passages ?? [];
  if (found.length === 0 && !hasDocuments) return null;
  return (
    <section aria-labelledby="clauses" className="grid gap-2 border-line border-t px-4 py-3">
      <div>
        <h2 id="clauses" className="text-reading">
          Policy clauses
        </h2>
        <p className="text-ink-faint text-meta">Information only: the decision is yours.</p>
      </div>
      {found.length > 0 ? <FoundClauses clauses={found} /> : <FittingClauses caseId={caseId} facts={facts} />}
    </section>
  );
}

function FoundClauses({ clauses }: { clauses: CaseClause[] }) {
  const others = clauses.slice(maxShown);
  return (
    <>
      <ClauseList clauses={clauses.slice(0, maxShown)} />
      {others.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit rounded-control text-ink-soft hover:text-ink">{others.length} more</summary>
          <ClauseList clauses={others} isRest />
        </details>
      )}
    </>
  );
}
