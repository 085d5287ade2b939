import { formatMoney } from "@/lib/money";
import type { CaseRow, PriorityPart } from "../schema";

type Described = Pick<CaseRow, "amountCents" | "currency" | "flags" | "isOverdue">;

/** One part of the priority in words: "amount of $12,000.00". */
export function describePart(
  part: PriorityPart["part"],
  { amountCents, currency, flags, isOverdue }: Described,
): string {
  switch (part) {
    case "task":
      return "set by the workflow";
    case "amount":
      return amountCents === null ? "the amount" : `amount of ${formatMoney(amountCents, currency)}`;
    case "age":
      return "waiting for more than a day";
    case "due":
      return isOverdue ? "overdue" : "due soon";
    case "flags":
      return flags.length === 1 ? "a warning" : `${flags.length} warnings`;
    case "answered":
      return "the claimant has answered";
    case "escalated":
      return "escalated";
  }
}
