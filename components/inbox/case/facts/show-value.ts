import { formatMoney, maxAmountCents } from "@/lib/money";
import type { Fact } from "@/lib/tasks/schema";

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** "3550.00", "3,550" or "$3,550". The server reads amounts in words, too; its code is too large for the page. */
const plainAmount = /^\$?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d{2})?$/;

/**
 * A corrected value, typed or stored, as people read it: "$3,550.00", "15 Nov 2026". Other text stays as it is: a typed
 * one is shown until the server has stored it.
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
    const cents = plainAmount.test(text) ? Math.round(Number(text.replace(/[$,]/g, "")) * 100) : 0;
    return cents > 0 && cents <= maxAmountCents ? formatMoney(cents, currency) : text;
  }
  if (type === "yes_no") return text === "yes" ? "Yes" : text === "no" ? "No" : text;
  if (type === "choice") return options?.find((option) => option.value === text)?.label ?? text;
  const day = type === "date" ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(day) ? text : dayFormat.format(day);
}
