import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { wordList } from "../words/word-list";

/** Why an amount cannot be used. */
export type AmountProblem =
  | "not_a_number"
  | "negative"
  | "zero"
  | "too_large"
  | "ambiguous"
  | "too_precise"
  | "other_currency";

/** An amount in cents, or why it cannot be used. */
export type Value = number | AmountProblem;

/** A number in digits or words. `end` is the token after it. */
export interface ScannedNumber {
  value: Value;
  end: number;
  /** The value of its last factor: "k" is 1000. 1 without a factor. */
  scale: number;
  isInWords: boolean;
  /** "grand" or "half" alone: an ordinary word unless a currency follows. */
  isOrdinary: boolean;
  /** Has a factor: "2.5k", "a grand", "twelve hundred". */
  isScaled: boolean;
}

const small = wordList(`
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
  `);
const tens = wordList("twenty thirty forty fifty sixty seventy eighty ninety");
const numberWords = new Map([
  ...small.map((word, value) => [word, value] as const),
  ...tens.map((word, index) => [word, (index + 2) * 10] as const),
  ["fourty", 40],
]);
const scaleWords = {
  hundred: 100,
  thousand: 1e3,
  thou: 1e3,
  grand: 1e3,
  million: 1e6,
  mil: 1e6,
  mio: 1e6,
  billion: 1e9,
};
const scales = new Map(
  Object.entries(scaleWords).flatMap(([word, factor]) => [[word, factor] as const, [`${word}s`, factor] as const]),
);
const letters = new Map(Object.entries({ k: 1e3, m: 1e6, bn: 1e9 }));
const vagueWords = new Set(["half", "couple", "few", "several"]);
const afterArticle = new Set(["hundred", "thousand", "grand", "million", "couple", "few"]);

const isNumberWord = (token: Token | undefined): boolean =>
  token?.kind === "word" && (numberWords.has(token.text) || scales.has(token.text) || vagueWords.has(token.text));

/** Whether at most one space, and no line break, separates two tokens. */
export const isNear = (left: Token | undefined, right: Token | undefined): boolean =>
  left !== undefined && right !== undefined && right.start - left.end <= 1 && right.kind !== "break";

const joints = phrase("and a? | an|a | ~-");

/** The token after a number in words that starts at `start`, or -1: "a grand and a half", "twenty-four hundred". */
function wordsEnd(tokens: Token[], start: number): number {
  let end = start;
  if (tokens[end]?.text === "half" && /^an?$/.test(tokens[end + 1]?.text ?? "")) end++;
  if (/^an?$/.test(tokens[end]?.text ?? "")) {
    if (!afterArticle.has(tokens[end + 1]?.text ?? "")) return isNumberWord(tokens[start]) ? start + 1 : -1;
    end++;
  }
  if (!isNumberWord(tokens[end])) return -1;
  end++;
  for (;;) {
    if (tokens[end - 1]?.text === "couple" && tokens[end]?.text === "of") end++;
    const joint = matchAt(joints, tokens, end);
    const word = isNumberWord(tokens[end]) ? end : joint;
    if (word < 0 || !isNumberWord(tokens[word])) return end;
    end = word + 1;
  }
}

/** The token after a number in digits that starts at `start`: "1 200,50", "1,250.50", ".50". */
function digitsEnd(tokens: Token[], start: number): number {
  let end = start + 1;
  if (tokens[start]?.kind === "symbol") return tokens[end]?.kind === "number" && tokens[end]?.glued ? end + 1 : -1;
  if (isGroup(tokens, start, 1)) {
    while (isGroup(tokens, end, 3) && !tokens[end]?.glued && isNear(tokens[end - 1], tokens[end])) end++;
    if (end > start + 1) return isDecimal(tokens, end, 2) ? end + 2 : end;
  }
  while (isDecimal(tokens, end, Number.POSITIVE_INFINITY) || isQuoteGroup(tokens, end)) end += 2;
  return end;
}

const isGroup = (tokens: Token[], index: number, least: number): boolean => {
  const token = tokens[index];
  return token?.kind === "number" && token.text.length >= least && token.text.length <= 3;
};
const isDecimal = (tokens: Token[], index: number, most: number): boolean => {
  const [mark, number] = [tokens[index], tokens[index + 1]];
  const isMark = mark?.glued && (mark.text === "." || mark.text === ",");
  return Boolean(isMark && number?.glued && number.kind === "number" && number.text.length <= most);
};
const isQuoteGroup = (tokens: Token[], index: number): boolean => {
  const [mark, number] = [tokens[index], tokens[index + 1]];
  return Boolean(mark?.glued && /^['’]$/.test(mark.text) && number?.glued && number.kind === "number");
};

/** The number that starts at `start`, without a factor in digits ("k"), or null. `text` is the text of the tokens. */
export function scanNumber(text: string, tokens: Token[], start: number): ScannedNumber | null {
  const [token, following] = [tokens[start], tokens[start + 1]];
  if (token?.kind === "word") {
    const end = wordsEnd(tokens, start);
    if (end < 0) return null;
    const words = tokens.slice(start, end).map((one) => one.text);
    return {
      value: readWords(words),
      end,
      scale: scales.get(words.at(-1) ?? "") ?? 1,
      isInWords: true,
      isOrdinary: words.filter((word) => word !== "of").length === 1 && !numberWords.has(words[0] ?? ""),
      isScaled: words.some((word) => /hundred|thousand|grand|million/.test(word)),
    };
  }
  const isFraction = token?.text === "." && following?.kind === "number" && following.glued;
  if (token?.kind !== "number" && !isFraction) return null;
  const end = digitsEnd(tokens, start);
  if (end < 0 || !token) return null;
  const raw = text.slice(token.start, tokens[end - 1]?.end);
  return { value: readDigits(raw, 1), end, scale: 1, isInWords: false, isOrdinary: false, isScaled: false };
}

/** The number with the factor that follows it ("2.5k"), or null without one. */
export function withScale(text: string, tokens: Token[], start: number, plain: ScannedNumber): ScannedNumber | null {
  const [last, next] = [tokens[plain.end - 1], tokens[plain.end]];
  if (plain.isInWords || next?.kind !== "word" || !isNear(last, next)) return null;
  const scale = letters.get(next.text) ?? scales.get(next.text);
  if (scale === undefined) return null;
  const raw = text.slice(tokens[start]?.start, last?.end);
  return { ...plain, value: readDigits(raw, scale), end: plain.end + 1, scale, isScaled: true };
}

/** The number with the smaller number that follows its factor ("2 thousand 500"), or null without one. */
export function withRest(text: string, tokens: Token[], scaled: ScannedNumber): ScannedNumber | null {
  if (!scales.has(tokens[scaled.end - 1]?.text ?? "")) return null;
  const start = tokens[scaled.end]?.text === "and" ? scaled.end + 1 : scaled.end;
  const token = tokens[start];
  if (!token || token.glued || !isNear(tokens[start - 1], token)) return null;
  if (token.kind === "word") {
    const rest = scanNumber(text, tokens, start);
    return rest && { ...scaled, value: add(scaled.value, rest.value), end: rest.end };
  }
  const isShort = isGroup(tokens, start, 1) && !isDecimal(tokens, start + 1, Number.POSITIVE_INFINITY);
  if (!isShort) return null;
  const rest = { ...scaled, value: readDigits(token.text, 1), end: start + 1, isInWords: false };
  // "2 thousand 4 hundred"
  const hundreds = withScale(text, tokens, start, rest);
  const { value, end } = hundreds && hundreds.scale < scaled.scale ? hundreds : rest;
  return { ...scaled, value: add(scaled.value, value), end };
}

/** The sum of two values, or the problem of the first one that has one. */
export const add = (left: Value, right: Value, factor = 1): Value =>
  typeof left !== "number" ? left : typeof right !== "number" ? right : left + right * factor;

/** Cents of a number in digits. "1.000", "1,00" and "1.000,50" are ambiguous: countries write amounts differently. */
function readDigits(raw: string, scale: number): Value {
  const plain = raw.replace(/[ \u00a0\u202f'’]/g, "");
  // No amount has so many digits: a number is too large, all else is ambiguous.
  if (plain.length > 40) return /^\d+$/.test(plain) ? Number.MAX_SAFE_INTEGER : "ambiguous";
  const spaced = plain !== raw;
  if (maySeparate(raw)) return "ambiguous";
  if (spaced && !/^\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.]\d{1,2})?$/.test(raw)) return "ambiguous";
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(plain) && !plain.startsWith("0"))
    return shift(plain.replaceAll(",", ""), scale);
  if (/^\d{1,3}\.\d{3}$/.test(plain) && scale === 1 && (plain.length < 7 || plain.endsWith("000")) && !/^0/.test(plain))
    return "ambiguous";
  return /^\d*\.?\d+$/.test(plain) ? shift(plain, scale) : "ambiguous";
}

/**
 * Whether the spaces between groups of digits may separate amounts, as in "500 600". In "1 250" and "500 000" they are
 * thousands separators.
 */
export const maySeparate = (raw: string): boolean => /^\d{2,3}(?: \d{3})+/.test(raw) && !/^\d{2,3}(?: 000)+$/.test(raw);

function shift(decimal: string, scale: number): Value {
  const [whole = "", fraction = ""] = decimal.split(".");
  const places = Math.log10(scale) + 2;
  if (fraction.length > Math.max(2, places)) return "too_precise";
  return Number(`${whole}${fraction.slice(0, places).padEnd(places, "0")}`);
}

/** Cents of a number in words. "three fifty" and "a few hundred" are ambiguous. */
function readWords(all: string[]): Value {
  const words = all.filter((word) => word !== "and" && word !== "of" && word !== "-");
  const lastScaled = words.findLastIndex((word) => scales.has(word));
  let total = 0;
  let group = 0;
  let lastScale = 1;
  for (const [index, word] of words.entries()) {
    const value = numberWords.get(word);
    const scale = scales.get(word) ?? 1;
    if (value !== undefined) {
      const fits =
        group === 0 || (group % 100 === 0 && value < 100) || (group % 10 === 0 && group % 100 >= 20 && value < 10);
      if (!fits) return "ambiguous";
      group += value;
    } else if (word === "half") {
      if (group > 0 || lastScaled > index) group += 0.5;
      else total += lastScale / 2;
    } else if (scale === 100) {
      if (group >= 10 && total > 0) return "ambiguous";
      group = (group || 1) * 100;
      lastScale = scale;
    } else if (scale > 1) {
      total += (group || 1) * scale;
      group = 0;
      lastScale = scale;
    } else if (word !== "a" && word !== "an") return "ambiguous";
  }
  return Math.round((total + group) * 100);
}
