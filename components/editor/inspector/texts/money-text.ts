import { formatMoney } from "@/lib/money";
import { mistyped, type Typed, typed } from "./typed";

const howTo = "Type an amount like 1000, 1,000.50 or $1.5k.";
const amount = /^\$?\s?(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,2}))?\s?(k|m)?$/i;
const factors: Record<string, number> = { k: 1_000, m: 1_000_000 };

/**
 * Reads integer cents from typed dollars: "1000", "$1,000.50", "1.5k". A designer types one exact amount, so words and
 * ranges, which `parseAmount` accepts from claimants, are refused.
 */
export function readMoney(text: string): Typed<number> {
  const words = text.trim().replace(/\s?(usd|dollars?)$/i, "");
  if (/^-|^\(|^\$\s?-/.test(words)) return mistyped("An amount cannot be negative here.");
  const [, whole, part = "", short = ""] = amount.exec(words) ?? [];
  if (whole === undefined) return mistyped(howTo);
  const cents = Number(whole.replaceAll(",", "")) * 100 + Number(part.padEnd(2, "0"));
  const value = Math.round(cents * (factors[short.toLowerCase()] ?? 1));
  return Number.isSafeInteger(value) ? typed(value) : mistyped("This amount is too large.");
}

/** Formats cents for the input: "$1,000.50". */
export const writeMoney = (cents: number): string => formatMoney(cents);
