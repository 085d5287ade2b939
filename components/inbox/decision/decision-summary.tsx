import { cn } from "@/components/ui/cn";
import type { CaseView } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";
import { amountOf, asksAmount } from "../case/amount-of";
import { useDecision } from "./decision-context";

/** What "Approve" would approve: the corrected amount and the claimant. */
export function DecisionSummary({ reviewCase, isAsking }: { reviewCase: CaseView; isAsking: boolean }) {
  const { corrections } = useDecision();
  const { claimantName, edits, approvals } = reviewCase;
  const cents = amountOf(reviewCase);
  const corrected = new Set([...Object.keys(edits), ...Object.keys(corrections.typed)]).size;
  return (
    <p id="decision-summary" className={cn("mr-auto min-w-0 max-sm:basis-full", isAsking && "max-sm:hidden")}>
      {asksAmount(reviewCase) ? (
        <strong className={cn(cents === null && "text-attention")}>
          {cents === null ? "Amount not known" : formatMoney(cents, reviewCase.currency)}
        </strong>
      ) : (
        <strong>{reviewCase.subject}</strong>
      )}{" "}
      {asksAmount(reviewCase) ? "for" : "of"} {claimantName}
      {corrected > 0 && (
        <span className="text-ink-soft">
          , {corrected} {corrected === 1 ? "fact" : "facts"} corrected
        </span>
      )}
      {approvals.needed > 1 && !isAsking && (
        <span className="text-ink-soft">
          , {approvals.given} of {approvals.needed} approvals given
        </span>
      )}
    </p>
  );
}
