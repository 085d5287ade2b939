import { parseAmount } from "@/lib/amounts/parse-amount";
import { possibleAmounts } from "@/lib/amounts/possible-amounts";
import { findDoubt, isPriceList, readAddition } from "@/lib/llm/demo/amounts/doubts";
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
  /** The question offered an amount: another one for a part ("no, the TV was 500") is not the total. */
  isOffered?: boolean;
}

/** A value, or the sentence that asks again. */
export type AmountReading = FieldReading & {
  /** Amounts that may be chosen. */
  suggestions?: string[];
  /** The amount, in cents, that a plain yes to the sentence takes. */
  offer?: number;
};

type Claimed = ReturnType<typeof claimedAmounts>[number];
/** An amount and what it is for, or "". */
type Part = { cents: number; part: string };

const mostListed = 6;
const whatTotal = "What is the total you are claiming, in US dollars?";

const comesOnTop = /\b(?:add|adds|adding|plus|additional(?:ly)?|on top|extra|in addition)\b/i;

/**
 * The amount that a person claims, by a model's quotes and by our own reading of the same words. Only where the two agree
 * there is a value; else it is asked, with every amount in question, never guessed. Ranges and ambiguous numbers are
 * asked about whatever the model says. Undefined: nothing new was said.
 */
export function checkAmounts(field: FieldSpec, quotes: string[], said: AmountsSaid): AmountReading | undefined {
  const { words, isAsked, current } = said;
  const own = claimedAmounts(words, isAsked);
  const amounts = own.flatMap((reading) => (reading.ok ? [reading] : []));
  const isOddlyWritten = own.some((reading) => (reading.ok ? reading.range : reading.problem !== "negative"));
  const inDoubt = isOddlyWritten ? null : findDoubt(words, amounts, current);
  if (inDoubt) return ask(inDoubt.map(unnamed));
  if (own.length === 1 && own[0] && thousands.test(own[0].text)) return askWhetherThousands(own[0].text);
  const doubtful = own.find((reading) => !reading.ok);
  if (doubtful) return own.length === 1 ? askWhatIsMeant(field, doubtful) : readField(field, doubtful.text, new Date());
  const range = own.find((reading) => reading.ok && reading.range);
  if (range) return askWhichEnd(own);
  const parts = amounts.map(({ cents, part }) => ({ cents, part }));
  const claimed = parts.map(({ cents }) => cents);
  const proposed = standing(quotes, words).filter((cents) => cents !== current || claimed.includes(cents));
  const [only, ...others] = claimed;
  if (only === undefined) return proposed.length > 0 ? ask(proposed.map(unnamed)) : undefined;
  if (current !== undefined) {
    const beside = readBeside(said, quotes, parts, current);
    if (beside === "on_top" && others.length === 0) return askForSum(current, only);
    if (beside !== null) return ask([unnamed(current), ...parts]);
  }
  const isList = others.length > 0 && isPriceList(words, isAsked);
  const isAgreed = claimed.every((cents) => proposed.includes(cents)) && proposed.every((one) => claimed.includes(one));
  if (!isAgreed && !(proposed.length === 0 && claimed.every((cents) => cents === current))) {
    const more = proposed.filter((cents) => !claimed.includes(cents));
    return ask([...parts, ...more.map(unnamed)], isList && more.length === 0);
  }
  if (others.length > 0) return ask(parts, isList);
  if (said.isOffered && parts[0]?.part) return ask(parts);
  return { ok: true, value: only };
}

/** "2.5" or "3" may be thousands, above all after "between 2 and 3 thousand". */
const thousands = /^(?:\d|\d{1,2}\.\d)$/;

function askWhetherThousands(text: string): AmountReading {
  const cents = Math.round(Number(text) * 100);
  const suggestions = [cents * 1000, cents].map((one) => formatMoney(one));
  return { ok: false, problem: `“${text}” may be ${listed(suggestions, "or")}. Which one do you mean?`, suggestions };
}

/** How what is claimed now stands to the known amount; null: it takes its place. */
function readBeside({ words }: AmountsSaid, quotes: string[], parts: Part[], current: number) {
  const part = parts
    .map((one) => one.part)
    .join(" ")
    .trim();
  const addition = readAddition(words, { part });
  if (parts.some(({ cents }) => cents === current))
    return parts.length === 1 && addition === "on_top" && part ? addition : null;
  const isBeside = comesOnTop.test(words) || quotes.some((quote) => centsOf(quote) === current);
  return isBeside ? "on_top" : addition;
}

const unnamed = (cents: number): Part => ({ cents, part: "" });

function centsOf(quote: string): number | null {
  const reading = parseAmount(quote);
  return reading.ok ? reading.cents : null;
}

/** Cents of the quotes that stand in the person's words, however they are written there. */
function standing(quotes: string[], words: string): number[] {
  const there = amountsIn(words);
  return [...new Set(quotes.flatMap((quote) => centsOf(quote) ?? []))].filter((cents) => there.has(cents));
}

/** "1.250,50": the likeliest reading is offered. What cannot be an amount at all is asked for again. */
function askWhatIsMeant(field: FieldSpec, { text, ...reading }: Claimed): AmountReading {
  const isAmbiguous = !reading.ok && reading.problem === "ambiguous";
  const readings = isAmbiguous ? possibleAmounts(text) : [];
  const [offer, ...others] = readings;
  if (offer === undefined) return readField(field, text, new Date());
  const names = readings.map((cents) => formatMoney(cents));
  const ways = others.length > 0 ? `“${text}” may be ${listed(names, "or")}. ` : "";
  return { ok: false, problem: `${ways}Do you mean ${names[0]}?`, suggestions: names, offer };
}

/** "between 800 and 1200": which one is claimed is for the person to say. */
function askWhichEnd(own: Claimed[]): AmountReading {
  const ends = own.flatMap((one) =>
    one.ok ? (one.range ? [one.range.fromCents, one.range.toCents] : [one.cents]) : [],
  );
  const names = [...new Set(ends)].map((cents) => formatMoney(cents));
  const problem = `I can write down one amount only. Which one shall it be: ${listed(names, "or")}?`;
  return { ok: false, problem, suggestions: names };
}

/** An amount that comes on top of the known one. */
function askForSum(known: number, more: number): AmountReading {
  const names = [known + more, known, more].map((cents) => formatMoney(cents));
  const problem = `I had ${names[1]}, and with ${names[2]} more that is ${names[0]}. Is ${names[0]} the total you are claiming?`;
  return { ok: false, problem, suggestions: names, offer: known + more };
}

/** Asks for the total. Only the prices of a list of things are added up, and that is done here, never by a model. */
function ask(parts: Part[], isList = false): AmountReading {
  const named = parts.slice(0, mostListed).map(({ cents, part }) => `${part} ${formatMoney(cents)}`.trim());
  const more = parts.length > mostListed ? [`${parts.length - mostListed} more`] : [];
  const amounts = [...new Set(parts.map(({ cents }) => cents))].slice(0, mostListed).map((cents) => formatMoney(cents));
  const total = parts.reduce((sum, { cents }) => sum + cents, 0);
  const sum = isList && parts.length > 1 ? formatMoney(total) : null;
  const suggestions = [...(sum ? [sum] : []), ...amounts];
  if (parts.length === 0) return { ok: false, problem: whatTotal, suggestions };
  if (parts.length === 1) {
    const problem = `You wrote ${named[0]}. ${whatTotal}`;
    return { ok: false, problem, suggestions };
  }
  const seen = listed([...named, ...more], "and");
  if (!sum) {
    const problem = `I see ${seen}. ${whatTotal}`;
    return { ok: false, problem, suggestions };
  }
  const problem = `I see ${seen}. Together that is ${sum}. Is ${sum} the total you are claiming?`;
  return { ok: false, problem, suggestions, offer: total };
}

const listed = (names: string[], last: "and" | "or"): string =>
  names.length < 3 ? names.join(` ${last} `) : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
