import type { CaseView } from "@/lib/inbox/schema";
import { ClauseList } from "./clause-list";
import { FittingClauses } from "./fitting-clauses";

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
      {found.length > 0 ? <ClauseList clauses={found} /> : <FittingClauses caseId={caseId} facts={facts} />}
    </section>
  );
}
