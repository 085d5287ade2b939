import type { CaseView } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";

/** The amount of a case with the correction of a reviewer, in cents; null when it is not known. */
export function amountOf({ facts, amountCents }: Pick<CaseView, "facts" | "amountCents">): number | null {
  const fact = facts.find(({ type, key }) => type === "money" && key === "amount_cents");
  return typeof fact?.value === "number" ? fact.value : amountCents;
}

/** Whether the case has an amount, or its workflow asks for one. A question about cover has none. */
export const asksAmount = ({ facts, amountCents }: Pick<CaseView, "facts" | "amountCents">): boolean =>
  amountCents !== null || facts.some(({ type }) => type === "money");

/** Names a case: "$4,200.00, Dana Kim". */
export function titleOf(reviewCase: CaseView): string {
  const cents = amountOf(reviewCase);
  const amount = cents === null ? "" : `${formatMoney(cents, reviewCase.currency)}, `;
  return `${amount}${reviewCase.claimantName}`;
}
