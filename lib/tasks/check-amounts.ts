import { parseAmount } from "@/lib/amounts/parse-amount";
import { formatMoney } from "@/lib/money";
import { type FieldReading, readField } from "./facts";
import { amountsIn, claimedAmounts } from "./own-reading";
import type { FieldSpec } from "./schema";

interface AmountsSaid {
  /** What the person wrote. */
  words: string;
  /** It answers the question how much. */
  isAsked: boolean;
  /** The amount that is known, in cents. */
  current: number | undefined;
}

/** A value, or the sentence that asks again, with amounts that may be chosen. */
export type AmountReading = FieldReading & { suggestions?: string[] };

const mostListed = 6;

const comesOnTop = /\b(?:add|adds|adding|plus|additional(?:ly)?|on top|extra|in addition)\b/i;

/**
 * The amount that a person claims, by a model's quotes and by our own reading of the same words. Only where the two agree
 * there is a value; else it is asked, with every amount in question, never guessed. Undefined: nothing new was said.
 */
export function checkAmounts(field: FieldSpec, quotes: string[], said: AmountsSaid): AmountReading | undefined {
  const { words, isAsked, current } = said;
  const own = claimedAmounts(words, isAsked);
  const doubtful = own.find((reading) => !reading.ok);
  if (doubtful) return readField(field, doubtful.text, new Date());
  const claimed = [...new Set(own.flatMap((reading) => (reading.ok ? [reading.cents] : [])))];
  const proposed = standing(quotes, words).filter((cents) => cents !== current || claimed.includes(cents));
  const [only, ...others] = claimed;
  if (only === undefined) return proposed.length > 0 ? ask(proposed) : undefined;
  const isBeside = comesOnTop.test(words) || quotes.some((quote) => centsOf(quote) === current);
  if (current !== undefined && others.length === 0 && only !== current && isBeside) return ask([current, only], true);
  const isAgreed = proposed.length === claimed.length && claimed.every((cents) => proposed.includes(cents));
  if (!isAgreed && !(proposed.length === 0 && claimed.every((cents) => cents === current))) {
    return ask(
      [...new Set([...claimed, ...proposed])],
      others.length > 0 && proposed.every((one) => claimed.includes(one)),
    );
  }
  if (others.length > 0) return ask(claimed, true);
  return { ok: true, value: only };
}

function centsOf(quote: string): number | null {
  const reading = parseAmount(quote);
  return reading.ok ? reading.cents : null;
}

/** Cents of the quotes that stand in the person's words, however they are written there. */
function standing(quotes: string[], words: string): number[] {
  const there = amountsIn(words);
  return [...new Set(quotes.flatMap((quote) => centsOf(quote) ?? []))].filter((cents) => there.has(cents));
}

/** Asks which of the amounts, or all of them together, is claimed. Sums are made here, never by a model. */
function ask(amounts: number[], mayAddUp = false): AmountReading {
  const named = amounts.slice(0, mostListed).map((cents) => formatMoney(cents));
  const more = amounts.length > mostListed ? [`${amounts.length - mostListed} more`] : [];
  const total = amounts.reduce((sum, cents) => sum + cents, 0);
  const sum = mayAddUp && amounts.length > 1 ? formatMoney(total) : null;
  const [only] = named;
  const problem =
    amounts.length === 1
      ? `You wrote ${only}. What is the total you are claiming, in US dollars?`
      : `I see different amounts: ${listed([...named, ...more])}.${sum ? ` Together that is ${sum}.` : ""} What is the total you are claiming?`;
  return { ok: false, problem, suggestions: [...(sum ? [sum] : []), ...named] };
}

const listed = (names: string[]): string =>
  names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
