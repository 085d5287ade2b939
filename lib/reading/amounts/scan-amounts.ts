import { endsBefore, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { readAs, type Token } from "@/lib/reading/tokens/tokens";
import { type AmountProblem, add, isNear, type ScannedNumber, scanNumber, withRest, withScale } from "./numbers";

/** An amount in a text. `start` and `end` are offsets of characters, `from` and `to` are indexes of tokens. */
export interface ScannedAmount {
  start: number;
  end: number;
  from: number;
  to: number;
  cents: number;
  fromCents?: number;
  problem?: AmountProblem;
  /** The value of the last factor. The parts of "two to three hundred" share it. */
  scale: number;
  /** Has a currency. */
  marked: boolean;
  /** Has a factor ("2.5k", "a grand", "twelve hundred"): usually money. */
  scaled: boolean;
}

/** All numbers of a text that may be amounts, with ranges as one. `tokens`: those of the text, other numbers hidden. */
export function scanAmounts(text: string, tokens: Token[]): ScannedAmount[] {
  const amounts: ScannedAmount[] = [];
  const words = withoutBetween(tokens);
  for (let index = 0; index < words.length; ) {
    const { amount, next } = scanAmount(text, words, index);
    index = next;
    if (!amount) continue;
    const previous = amounts.at(-1);
    if (previous && isRange(words, previous, amount)) amounts[amounts.length - 1] = joinRange(words, previous, amount);
    else amounts.push(amount);
  }
  return amounts;
}

const betweenLength = 10;

/** Reads the "and" of "between one thousand and fifteen hundred" as "to": it is not part of a number. */
function withoutBetween(tokens: Token[]): Token[] {
  const words = [...tokens];
  for (const [index, { text }] of tokens.entries()) {
    if (text !== "between") continue;
    for (let at = index + 1; at < Math.min(index + betweenLength, tokens.length); at++) {
      const token = tokens[at];
      if (!token || token.kind === "break" || token.text === ";" || (token.text === "." && !tokens[at + 1]?.glued))
        break;
      if (token.text !== "and") continue;
      words[at] = readAs(token, "to");
      break;
    }
  }
  return words;
}

const foreignCodes = "eur|gbp|chf|jpy|cad|aud|nzd|inr|sek|nok|dkk|pln|mxn|rub|cny|brl|czk|huf|zar";
const foreignBefore = phrase(`[€£¥₹₽₩] | c|ca|a|au|nz|hk|s ~[$] | ${foreignCodes} | rs .?`);
const dollarsBefore = phrase("us [$] | [$] | usd");
const foreignAfter = phrase(
  `[€£¥₹] | -? canadian|australian|singapore dollar|dollars | -? new zealand dollar|dollars | -? hong kong dollar|
    dollars |
  -? ${foreignCodes}|euro|euros|pound|pounds|quid|franc|francs|franken|yen|yuan|rupee|rupees|zloty|zlotys|krona|
    krone|krono|krone|kronu|kronar|kroner|kronor|kronur|crown|crowns|peso|pesos|rouble|roubles|ruble|rubles|lira`,
);
const dollarsAfter = phrase(
  "us [$] | [$] | -? us|american? dollar|dollars|doller|dollers|dollor|dollors|dolar|dolars|dollar's|buck|bucks|usd",
);
const centsAfter = phrase("¢ | -? cent|cents");
const priceEnd = phrase("~[.,] ~[-–—] | ~[.,] ~[-–—] ~[-–—]");
const ish = phrase("~-? ~ish");
const vague = phrase("-? odd | -? something | and something");
const minusWords = new Set(["minus", "negative"]);

interface Reading {
  number: ScannedNumber;
  end: number;
  isForeign: boolean;
  isDollars: boolean;
  isCents: boolean;
  isVague: boolean;
}

/** The amount that starts with this token, or null, and the token to continue with. */
function scanAmount(text: string, tokens: Token[], start: number): { amount: ScannedAmount | null; next: number } {
  const lead = scanLead(tokens, start);
  const number = lead && scanNumber(text, tokens, lead.end);
  if (!number) return { amount: null, next: start + 1 };
  const { isForeign, isDollars } = lead;
  const first: Reading = { number, end: number.end, isForeign, isDollars, isCents: false, isVague: false };
  const reading = readingsOf(text, tokens, lead.end, first).findLast(({ end }) => mayEnd(tokens, end));
  if (!reading) return { amount: null, next: number.end };
  const { scale, isInWords, isOrdinary, isScaled } = reading.number;
  const marked = reading.isForeign || reading.isDollars || reading.isCents;
  // "1.5m" is a length, unless it has a currency.
  const isLength = tokens[number.end]?.text === "m" && scale > 1 && !isInWords;
  if (!marked && (isLength || isOrdinary)) return { amount: null, next: reading.end };
  const amount = {
    start: tokens[start]?.start ?? 0,
    end: tokens[reading.end - 1]?.end ?? 0,
    from: start,
    to: reading.end,
    ...centsOf(reading, lead.isNegative),
    scale,
    marked,
    scaled: isScaled,
  };
  return { amount, next: reading.end };
}

/** The signs before a number: a minus and a currency. */
interface Lead {
  end: number;
  isNegative: boolean;
  isForeign: boolean;
  isDollars: boolean;
}

/** The signs before the number of an amount that starts here, or null when no amount starts here. */
function scanLead(tokens: Token[], start: number): Lead | null {
  if (!mayStart(tokens, start)) return null;
  const isSigned = isSign(tokens, start);
  const afterSign = isSigned ? start + 1 : start;
  const foreignEnd = nearMatch(foreignBefore, tokens, afterSign, afterSign + 1);
  const dollarsEnd = foreignEnd < 0 ? nearMatch(dollarsBefore, tokens, afterSign, afterSign + 1) : -1;
  if (isSigned && !tokens[afterSign]?.glued && tokens[start]?.kind === "symbol") return null;
  let end = Math.max(afterSign, foreignEnd, dollarsEnd);
  const isMinus = /^[-−]$/.test(tokens[end]?.text ?? "") && tokens[end + 1]?.glued && end > start && !isSigned;
  if (isMinus) end++;
  if (end > start && !isNear(tokens[end - 1], tokens[end])) return null;
  return { end, isNegative: isSigned || isMinus === true, isForeign: foreignEnd >= 0, isDollars: dollarsEnd >= 0 };
}

function centsOf(reading: Reading, isNegative: boolean): Pick<ScannedAmount, "cents" | "problem"> {
  const { value } = reading.number;
  if (typeof value !== "number") return { cents: 0, problem: reading.isForeign ? "other_currency" : value };
  const cents = Math.round(reading.isCents ? value / 100 : value);
  if (reading.isForeign) return { cents, problem: "other_currency" };
  if (isNegative && cents > 0) return { cents, problem: "negative" };
  return reading.isVague ? { cents, problem: "ambiguous" } : { cents };
}

/** The number alone, and then longer readings: with a factor, a currency, cents, "-ish", "or something". */
function readingsOf(text: string, tokens: Token[], start: number, first: Reading): Reading[] {
  const readings = [first];
  const last = (): Reading => readings.at(-1) ?? first;
  const extend = (end: number, change: Partial<Reading> = {}) => {
    if (end > last().end) readings.push({ ...last(), ...change, end });
  };
  const scaled = withScale(text, tokens, start, first.number);
  if (scaled) extend(scaled.end, { number: scaled });
  const rested = scaled && withRest(text, tokens, scaled);
  if (rested) extend(rested.end, { number: rested });
  const priced = matchAt(priceEnd, tokens, last().end);
  if (priced >= 0 && !isDigit(tokens[priced])) extend(priced);
  const { end } = last();
  const foreign = nearMatch(foreignAfter, tokens, end);
  const dollars = nearMatch(dollarsAfter, tokens, end);
  if (foreign >= 0) extend(foreign, { isForeign: true });
  else if (dollars >= 0) extend(dollars, { isDollars: true });
  else extend(nearMatch(centsAfter, tokens, end), { isCents: true });
  const rest = withCents(text, tokens, last());
  if (rest) extend(rest.end, { number: { ...last().number, value: rest.value } });
  extend(matchAt(ish, tokens, last().end));
  extend(nearMatch(vague, tokens, last().end), { isVague: true });
  return readings;
}

/** "5 dollars and 50 cents": the value with the cents, or null. */
function withCents(text: string, tokens: Token[], { number, end }: Reading) {
  const start = tokens[end]?.text === "and" ? end + 1 : end;
  if (tokens[start]?.glued || !isNear(tokens[start - 1], tokens[start])) return null;
  const cents = scanNumber(text, tokens, start);
  if (!cents || !/^cents?$/.test(tokens[cents.end]?.text ?? "") || cents.end > start + 8) return null;
  const isShort = cents.isInWords || (cents.end === start + 1 && (tokens[start]?.text.length ?? 0) <= 2);
  return isShort ? { value: add(number.value, cents.value, 0.01), end: cents.end + 1 } : null;
}

const isDigit = (token: Token | undefined): boolean => Boolean(token?.glued && token.kind === "number");

/** The end of a phrase with at most one space between its tokens from `first` on, or -1. */
function nearMatch(sought: Phrase, tokens: Token[], start: number, first = start): number {
  return matchAt(sought, tokens, start, tokens.length, (end) => {
    for (let index = first; index < end; index++) if (!isNear(tokens[index - 1], tokens[index])) return false;
    return true;
  });
}

/** Whether an amount may start here: not right after a letter, a digit, "_", "#", "1." or "9:". */
function mayStart(tokens: Token[], start: number): boolean {
  const [before, previous, token] = [tokens[start - 2], tokens[start - 1], tokens[start]];
  if (!token || token.kind === "break" || token.kind === "hidden") return false;
  if (!token.glued || !previous) return true;
  if (previous.kind === "word" || previous.kind === "number" || /^[_#]$/.test(previous.text)) return false;
  if (separatesPrices(tokens, start - 1)) return true;
  // "500...600"
  if (previous.text === "." && token.text === ".") return false;
  return !(previous.glued && before?.kind === "number" && /^[.,:/]$/.test(previous.text));
}

/** Whether an amount may end here: not right before a letter, a digit, "_", "%" or ":30". */
function mayEnd(tokens: Token[], end: number): boolean {
  const [token, after] = [tokens[end], tokens[end + 1]];
  if (!token?.glued) return true;
  if (token.kind === "word" || token.kind === "number" || /^[_%°²³]$/.test(token.text)) return false;
  return !(/^[:/]$/.test(token.text) && isDigit(after)) || separatesPrices(tokens, end);
}

/** Whether the stroke separates prices: "500/600" is too high for a date, a fraction or a size. */
function separatesPrices(tokens: Token[], stroke: number): boolean {
  const [before, sign, after] = [tokens[stroke - 1], tokens[stroke], tokens[stroke + 1]];
  const next = after?.text === "$" ? tokens[stroke + 2] : after;
  const isPrice = (token: Token | undefined) => token?.kind === "number" && token.text.length >= 3;
  return sign?.text === "/" && isPrice(before) && isPrice(next);
}

function isSign(tokens: Token[], start: number): boolean {
  const token = tokens[start];
  if (token?.kind === "word") return minusWords.has(token.text);
  if (!/^[-−–]$/.test(token?.text ?? "")) return false;
  return !token?.glued || /^[(:]$/.test(tokens[start - 1]?.text ?? "");
}

const replacing = phrase("chang*|correct*|updat*|lower*|rais*|increas*|reduc*|adjust* [^.;#]{0,5}");
const rangeWord = phrase(
  "[-–—−/~…] | [.] ~[.] ~[.]? | to|or|till|until|bis maybe|perhaps|possibly|even|about|around{0,2} | up to",
);

function isRange(tokens: Token[], left: ScannedAmount, right: ScannedAmount): boolean {
  if (left.fromCents !== undefined) return false;
  if (left.to === right.from) return /^[-−–]$/.test(tokens[right.from]?.text ?? "");
  // "change 640 to 500" is not a range.
  if (endsBefore(replacing, tokens, left.from)) return false;
  return matchAt(rangeWord, tokens, left.to, right.from) === right.from;
}

function joinRange(tokens: Token[], left: ScannedAmount, right: ScannedAmount): ScannedAmount {
  const shares = left.scale === 1 && right.scale > 1 && left.cents < right.cents / right.scale;
  const lower = left.cents * (shares ? right.scale : 1);
  const problem = left.problem ?? (right.problem === "negative" ? undefined : right.problem);
  // The quote needs its "between": without it, it would be two amounts.
  const between = tokens[left.from - 1]?.text === "between" ? tokens[left.from - 1] : undefined;
  return {
    start: between?.start ?? left.start,
    end: right.end,
    from: left.from - (between ? 1 : 0),
    to: right.to,
    fromCents: Math.min(lower, right.cents),
    cents: Math.max(lower, right.cents),
    ...(problem && { problem }),
    scale: right.scale,
    marked: left.marked || right.marked,
    scaled: left.scaled || right.scaled,
  };
}

/** The amounts without later ones of the same value. */
export function distinctAmounts<Amount extends ScannedAmount>(amounts: Amount[]): Amount[] {
  const seen = new Set<string>();
  return amounts.filter(({ cents, problem }) => {
    const key = `${cents} ${problem ?? ""}`;
    return !seen.has(key) && seen.add(key);
  });
}
