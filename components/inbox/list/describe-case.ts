import type { CaseRow } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";

/** What is announced when a case comes into the list. */
export function describeNewCase({ amountCents, currency, claimantName, subject }: CaseRow): string {
  const amount = amountCents === null ? "" : `${formatMoney(amountCents, currency)}, `;
  return `New in the list: ${amount}${claimantName}, ${subject}`;
}

/** "Priority 5: 3 for overdue, 2 for amount of $12,000.00", the most important part first. */
export function describePriority({ priority, priorityParts }: CaseRow): string {
  const parts = priorityParts.toSorted((a, b) => b.points - a.points);
  const words = parts.map(({ text, points }) => (parts.length === 1 ? text : `${points} for ${text}`)).join(", ");
  return `Priority ${priority}${words && `: ${words}`}`;
}
