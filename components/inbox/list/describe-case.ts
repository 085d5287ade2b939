import type { CaseRow } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";

/** What is announced when a case comes into the list. */
export function describeNewCase({ amountCents, currency, claimantName, subject }: CaseRow): string {
  const amount = amountCents === null ? "" : `${formatMoney(amountCents, currency)}, `;
  return `New in the list: ${amount}${claimantName}, ${subject}`;
}

/** "Priority 5: amount of $12,000.00 (2), overdue (3)". */
export function describePriority({ priority, priorityParts }: CaseRow): string {
  const parts = priorityParts.map(({ text, points }) => `${text} (${points})`).join(", ");
  return `Priority ${priority}${parts && `: ${parts}`}`;
}
