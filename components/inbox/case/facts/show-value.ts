import { formatMoney } from "@/lib/money";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import type { Fact } from "@/lib/tasks/schema";

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * A corrected value, typed or stored, as people read it: "$3,550.00", "15 Nov 2026". Unreadable text stays as it is.
 */
export function showValue(
  { type, options }: Pick<Fact, "type" | "options">,
  value: unknown,
  currency?: string,
): string {
  if (typeof value === "number" && type === "money") return formatMoney(value, currency);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const text = String(value);
  if (type === "money") {
    const amount = parseAmount(text);
    return amount.ok && !amount.range ? formatMoney(amount.cents, currency) : text;
  }
  if (type === "yes_no") return text === "yes" ? "Yes" : text === "no" ? "No" : text;
  if (type === "choice") return options?.find((option) => option.value === text)?.label ?? text;
  const day = type === "date" ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(day) ? text : dayFormat.format(day);
}
