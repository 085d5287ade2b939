import { formatMoney, maxAmountCents } from "@/lib/money";
import { maySeparate } from "@/lib/reading/amounts/numbers";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { possibleAmounts } from "@/lib/reading/amounts/possible-amounts";
import { findDoubt, isPriceList } from "@/lib/reading/claimed-amounts/doubts";
import { readAddition, readRelation, repeatsInDollars, tellsOnlyAmount } from "@/lib/reading/claimed-amounts/relations";
import { readField } from "../facts/facts";
import { amountsIn, bareNumber, claimedAmounts } from "../facts/own-reading";
import type { FieldReading } from "../facts/values/typed-values";
import type { FieldSpec } from "../schema";
import type { AmountChoices } from "./offers";

interface AmountsSaid {
  /** What the person wrote. */
  words: string;
  /** The text answers the question for the amount. */
  isAsked: boolean;
  /** The amount that is known, in cents. */
  current: number | undefined;
  /** The question offered an amount: another one for a part ("no, the TV was 500") is not the total. */
  isOffered?: boolean;
  /** The conversation names thousands, so a small number may mean thousands. */
  isInThousands?: boolean;
  /** The amounts that the open question named. */
  open?: AmountChoices;
}

/** A value, or the sentence that asks again. */
export type AmountReading = FieldReading & {
  /** Amounts that may be chosen. */
  suggestions?: string[];
  /** The amount, in cents, that a plain yes to the sentence takes. */
  offer?: number;
  /** The amounts that the sentence names, for a reply that chooses one of them: "the second one". */
  choices?: AmountChoices;
};

type Claimed = ReturnType<typeof claimedAmounts>[number];
/** An amount and what it is for, or "". */
type Part = AmountChoices["amounts"][number];

const mostListed = 6;
const mostChoices = 20;
/** Asks how much it is in all. */
export const whatTotal = "What is the total you are claiming, in US dollars?";

const comesOnTop = /\b(?:add|adds|adding|plus|additional(?:ly)?|on top|extra|in addition)\b/i;

/**
 * The amount that a person claims, by a model's quotes and by our own reading of the same words. There is a value only
 * when the two agree; else the person is asked, with every amount that was found. Ranges and ambiguous numbers are
 * always asked about. Undefined: the text has no new amount.
 */
export function checkAmounts(field: FieldSpec, quotes: string[], said: AmountsSaid): AmountReading | undefined {
  const { words, isAsked, current } = said;
  const own = inDollars(claimedAmounts(words, isAsked), words);
  const amounts = own.flatMap((reading) => (reading.ok ? [reading] : []));
  const isOddlyWritten = own.some((reading) => (reading.ok ? reading.range : reading.problem !== "negative"));
  const inDoubt = isOddlyWritten ? null : findDoubt(words, amounts, current, isAsked);
  if (inDoubt) return askDoubtful(inDoubt);
  const [first] = own;
  if (own.length === 1 && first && mayBeThousands(first.text, said.isInThousands === true)) {
    return askWhetherThousands(first.text);
  }
  const doubtful = own.find((reading) => !reading.ok);
  if (doubtful) return own.length === 1 ? askWhatIsMeant(field, doubtful) : readField(field, doubtful.text, new Date());
  const range = own.find((reading) => reading.ok && reading.range);
  if (range) return askWhichEnd(own);
  const parts = amounts.map(({ cents, part }) => ({ cents, part }));
  const claimed = parts.map(({ cents }) => cents);
  const proposed = quotedAmounts(quotes, words).filter((cents) => cents !== current || claimed.includes(cents));
  const [only, ...others] = claimed;
  if (only === undefined) return proposed.length > 0 ? ask(proposed.map(unnamed)) : undefined;
  if (current !== undefined) {
    const beside = readBeside(said, quotes, parts, current);
    if (beside === "on_top" && others.length === 0) return askForSum(current, only);
    if (beside !== null) return ask([unnamed(current), ...parts]);
    const isDoubtful = asksWhether(words) || unsure.test(words) || (first?.ok && isFarLess(first, current));
    if (isDoubtful && others.length === 0 && only !== current) return askWhether(only);
    // A lower amount with words about something else may come on top.
    if (only < current && others.length === 0 && !tellsOnlyAmount(words)) return ask([unnamed(current), ...parts]);
  }
  if (current === undefined && said.open && others.length === 0) {
    const asked = askBesideOpen(parts[0] ?? unnamed(only), words, said.open);
    if (asked) return asked;
  }
  const isList = others.length > 0 && isPriceList(words, isAsked);
  const isAgreed = claimed.every((cents) => proposed.includes(cents)) && proposed.every((one) => claimed.includes(one));
  if (!isAgreed && !(proposed.length === 0 && claimed.every((cents) => cents === current))) {
    const unclaimed = proposed.filter((cents) => !claimed.includes(cents));
    return ask([...parts, ...unclaimed.map(unnamed)], isList && unclaimed.length === 0);
  }
  if (others.length > 0) return ask(parts, isList);
  if (said.isOffered && parts[0]?.part) return ask(parts);
  return { ok: true, value: only };
}

/** The amount in dollars alone, when another currency says the same: "450 euros, about $490". */
function inDollars(own: Claimed[], words: string): Claimed[] {
  const dollars = own.filter(({ ok }) => ok);
  return own.length === 2 && dollars.length === 1 && repeatsInDollars(words) ? dollars : own;
}

/** "2.5" or "3" may be thousands, and "12" too when the conversation names thousands. */
export function mayBeThousands(text: string, isInThousands: boolean): boolean {
  const number = bareNumber(text);
  return number !== undefined && number > 0 && (isInThousands || number < 10 || !Number.isInteger(number));
}

const farLess = 10;

/** "no, 12" after $400 may be a day, or a typing error. */
const isFarLess = ({ cents, text }: { cents: number; text: string }, current: number): boolean =>
  bareNumber(text) !== undefined && cents * farLess <= current;

/** "maybe 700" */
const unsure = new RegExp(
  [
    String.raw`\b(?:maybe|perhaps|possibly|probably|might be|could be)\s`,
    String.raw`(?:it's\s|its\s|about\s|around\s|like\s|more like\s)?\$?\d`,
  ].join(""),
  "i",
);

/** "should I say 540?" asks; "can you change it to 540?" is a wish. */
const asksWhether = (words: string): boolean =>
  words.trim().endsWith("?") && !/\b(?:can|could|may|please|will you|would you)\b/i.test(words);

/** Asks whether a number means as many thousands. */
export function askWhetherThousands(text: string): AmountReading {
  const cents = Math.round((bareNumber(text) ?? 0) * 100);
  const amounts = [cents * 1000, cents].filter((one) => one <= maxAmountCents);
  const suggestions = amounts.map((one) => formatMoney(one));
  const problem = `“${text}” may be ${joinNames(suggestions, "or")}. Which one do you mean?`;
  return { ok: false, problem, suggestions, choices: oneOf(amounts) };
}

/** Amounts of which one is meant. */
const oneOf = (amounts: number[]): AmountChoices => ({ amounts: amounts.map(unnamed), isSummable: false });

/** How a newly claimed amount relates to the known one; null: it replaces it. */
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

/**
 * Asks about one amount beside those that the open question named, when it may be a part like them: "just add them up,
 * two carpets are 360". Undefined when it is the answer.
 */
function askBesideOpen(said: Part, words: string, open: AmountChoices): AmountReading | undefined {
  const { cents, part } = said;
  const { amounts, isSummable } = open;
  const relation = readRelation(words);
  if (amounts.some((one) => one.cents === cents) || relation === "total") return undefined;
  const isSame = (one: Part) => part !== "" && one.part.toLowerCase() === part.toLowerCase();
  // "180 each" and "two are 360": the price of all of them stands for that of one.
  const isUnit = (one: Part) => one.cents < cents && cents % one.cents === 0 && cents / one.cents <= mostUnits;
  const replaced = Math.max(amounts.findIndex(isSame), relation === "addition" ? amounts.findIndex(isUnit) : -1);
  if (replaced >= 0 || (relation === "addition" && isSummable)) {
    const parts = replaced < 0 ? [...amounts, said] : amounts.map((one, index) => (index === replaced ? said : one));
    return askWhetherSum({ amounts: parts, isSummable: true });
  }
  if (relation === "addition") return ask([...amounts, said]);
  const sum = amounts.reduce((total, one) => total + one.cents, 0);
  const isPlain = tellsOnlyAmount(words);
  const isPart = isPlain ? relation === null && mayBePart(cents, open) : amounts.length > 1 && cents < sum;
  return isPart ? askWhether(cents, wholeOf) : undefined;
}

const mostUnits = 12;
const wholeOf = "I need the total of everything. ";
/** Whether an amount is less than one of those that the open question named: it may be another part. */
export const mayBePart = (cents: number, { amounts }: AmountChoices): boolean =>
  amounts.length > 1 && amounts.every((one) => one.cents !== cents) && amounts.some((one) => one.cents > cents);

const unnamed = (cents: number): Part => ({ cents, part: "" });

function centsOf(quote: string): number | null {
  const reading = parseAmount(quote);
  return reading.ok ? reading.cents : null;
}

/** The cents of the quotes that are in the person's words, in whatever notation. */
function quotedAmounts(quotes: string[], words: string): number[] {
  const there = amountsIn(words);
  return [...new Set(quotes.flatMap((quote) => centsOf(quote) ?? []))].filter((cents) => there.has(cents));
}

/** "1.250,50": the most likely value is offered. A text that cannot be an amount is asked for again. */
function askWhatIsMeant(field: FieldSpec, { text, ...reading }: Claimed): AmountReading {
  const isAmbiguous = !reading.ok && reading.problem === "ambiguous";
  const readings = isAmbiguous ? possibleAmounts(text) : [];
  const [offer, ...others] = readings;
  if (offer === undefined) return readField(field, text, new Date());
  const names = readings.map((cents) => formatMoney(cents));
  const readingNames = others.length > 0 ? `“${text}” may be ${joinNames(names, "or")}. ` : "";
  if (maySeparate(text.replace(/^\D+/, "")) && others.length > 1) {
    // "500 600": each of the two numbers is equally likely; one number of both is less likely.
    const choices = { amounts: readings.slice(0, -1).map(unnamed), isSummable: true };
    return { ok: false, problem: `${readingNames}Which one do you mean?`, suggestions: names, choices };
  }
  return {
    ok: false,
    problem: `${readingNames}Do you mean ${names[0]}?`,
    suggestions: names,
    offer,
    choices: oneOf(readings),
  };
}

/** "between 800 and 1200": the person has to choose the claimed amount. */
function askWhichEnd(own: Claimed[]): AmountReading {
  const ends = own.flatMap((one) =>
    one.ok ? (one.range ? [one.range.fromCents, one.range.toCents] : [one.cents]) : [],
  );
  const isSummable = own.every(({ text }) => /\bor\b|\//i.test(text));
  return askWhichOne({ amounts: [...new Set(ends)].map(unnamed), isSummable });
}

/** Asks for one of the amounts. */
export function askWhichOne(choices: AmountChoices, why = "I can write down one amount only."): AmountReading {
  const names = choices.amounts.map(({ cents }) => formatMoney(cents));
  const problem = `${why} Which one shall it be: ${joinNames(names, "or")}?`;
  return { ok: false, problem, suggestions: names, choices };
}

/** Asks again about the amounts that the open question named, after a reply that chose none of them: "ok", "hm". */
export const askAgainAbout = (choices: AmountChoices): AmountReading =>
  choices.isSummable || choices.amounts.length < 2 ? { ...ask(choices.amounts, false), choices } : askWhichOne(choices);

/** Asks whether it is this amount. */
export function askWhether(cents: number, why = ""): AmountReading {
  const name = formatMoney(cents);
  return { ok: false, problem: `${why}Do you mean ${name}?`, suggestions: [name], offer: cents };
}

/** Asks whether the sum of the amounts is claimed. */
export function askWhetherSum(choices: AmountChoices): AmountReading {
  const cents = choices.amounts.reduce((sum, one) => sum + one.cents, 0);
  const [sum, ...parts] = [cents, ...choices.amounts.map((one) => one.cents)].map((one) => formatMoney(one));
  const problem = `Together that is ${sum}. Is ${sum} the total you are claiming?`;
  return { ok: false, problem, suggestions: [sum ?? "", ...new Set(parts)], offer: cents, choices };
}

/** An amount that comes on top of the known one. */
function askForSum(known: number, added: number): AmountReading {
  const names = [known + added, known, added].map((cents) => formatMoney(cents));
  const total = `Is ${names[0]} the total you are claiming?`;
  const problem = `I had ${names[1]}, and with ${names[2]} more that is ${names[0]}. ${total}`;
  const choices = { amounts: [known, added].map(unnamed), isSummable: true };
  return { ok: false, problem, suggestions: names, offer: known + added, choices };
}

/** Amounts that may not be the claimed one. A deductible is shown and cannot be chosen. */
function askDoubtful(amounts: NonNullable<ReturnType<typeof findDoubt>>): AmountReading {
  const asked = ask(
    amounts.map(({ cents, isDeductible }) => ({ cents, part: isDeductible ? "a deductible of" : "" })),
    false,
    false,
  );
  const possible = amounts.filter(({ isDeductible }) => !isDeductible).map(({ cents }) => cents);
  if (possible.length === amounts.length) return asked;
  return { ...asked, suggestions: possible.map((cents) => formatMoney(cents)), choices: oneOf(possible) };
}

/** Asks for the total. Only the prices of a list of things are added up, and that is done here, never by a model. */
function ask(parts: Part[], isList = false, isSummable = true): AmountReading {
  const named = parts.slice(0, mostListed).map(({ cents, part }) => `${part} ${formatMoney(cents)}`.trim());
  const others = parts.length > mostListed ? [`${parts.length - mostListed} more`] : [];
  const amounts = [...new Set(parts.map(({ cents }) => cents))].slice(0, mostListed).map((cents) => formatMoney(cents));
  const total = parts.reduce((sum, { cents }) => sum + cents, 0);
  const sum = isList && parts.length > 1 ? formatMoney(total) : null;
  const suggestions = [...(sum ? [sum] : []), ...amounts];
  if (parts.length === 0) return { ok: false, problem: whatTotal, suggestions };
  if (parts.length === 1) {
    const problem = `You wrote ${named[0]}. ${whatTotal}`;
    return { ok: false, problem, suggestions };
  }
  const seen = joinNames([...named, ...others], "and");
  const choices = { amounts: parts.slice(0, mostChoices), isSummable };
  if (!sum) {
    const problem = `I see ${seen}. ${whatTotal}`;
    return { ok: false, problem, suggestions, choices };
  }
  const problem = `I see ${seen}. Together that is ${sum}. Is ${sum} the total you are claiming?`;
  return { ok: false, problem, suggestions, offer: total, choices };
}

const joinNames = (names: string[], last: "and" | "or"): string =>
  names.length < 3 ? names.join(` ${last} `) : `${names.slice(0, -1).join(", ")} ${last} ${names.at(-1)}`;
