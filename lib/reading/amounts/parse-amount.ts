import { maxAmountCents } from "@/lib/money";
import { tokenize } from "@/lib/reading/tokens/tokens";
import type { AmountProblem } from "./numbers";
import { hideOtherNumbers } from "./other-numbers";
import { distinctAmounts, scanAmounts } from "./scan-amounts";

/**
 * The result of reading one amount. A range ("350 to 400 dollars") counts as its upper end. `text` is the text read.
 */
export type AmountReading =
  | { ok: true; cents: number; range?: { fromCents: number; toCents: number }; text: string }
  | { ok: false; problem: AmountProblem; text: string };

/** "2.5" is used for 2,500 more often than for $2.50. */
const mayBeThousands = /^\d{1,2}\.\d$/;

/** Reads one amount in US dollars from a person's words ("about 850 dollars", "2.5k", "a grand", "$350-400"). */
export function parseAmount(quote: string): AmountReading {
  const text = quote.trim();
  const fail = (problem: AmountProblem): AmountReading => ({ ok: false, problem, text });
  if (mayBeThousands.test(text)) return fail("ambiguous");
  const tokens = tokenize(text);
  const isBare = tokens.every(({ kind, text: mark }) => kind === "number" || mark === "." || mark === ",");
  const found = distinctAmounts(scanAmounts(text, isBare ? tokens : hideOtherNumbers(tokens)));
  const marked = found.filter((amount) => amount.marked);
  const [amount, ...others] = marked.length > 0 ? marked : found;
  if (!amount) return fail("not_a_number");
  if (others.length > 0) return fail("ambiguous");
  if (amount.problem) return fail(amount.problem);
  if (amount.cents === 0) return fail("zero");
  if (amount.cents > maxAmountCents) return fail("too_large");
  const range = amount.fromCents === undefined ? {} : { range: { fromCents: amount.fromCents, toCents: amount.cents } };
  return { ok: true, cents: amount.cents, ...range, text };
}
