import { undoMs } from "@/lib/inbox/describe-decision";
import type { CaseView, DecisionTexts, PendingDecisionView } from "@/lib/inbox/schema";
import { titleOf } from "../case/amount-of";
import { rememberDecision } from "../left/left-store";
import { keepTextsOf } from "./boxes/use-texts";

/** Offers to undo the viewer's pending decision on the pages after this one, too. `texts`: what was typed for it. */
export function rememberPending(
  reviewCase: CaseView,
  pending: PendingDecisionView,
  { texts, remainingMs = undoMs }: { texts: DecisionTexts; remainingMs?: number },
): void {
  const { caseId } = reviewCase;
  rememberDecision({
    caseId,
    viewerId: pending.decidedBy.id,
    pendingId: pending.id,
    words: `${pending.verdictLabel}: ${titleOf(reviewCase)}`,
    endsAt: performance.now() + remainingMs,
    keepTexts: () => keepTextsOf(caseId, texts),
  });
}
