import { spelledNumbers } from "./spelled-numbers";

/** A number in a text, with its place. */
export interface FoundNumber {
  value: number;
  start: number;
  end: number;
}

// Neither part of a word, a day, a time or a range: "12px", "2026-11-15", "10:30", "2-3".
const written =
  /(?<![\p{L}\d.,]|\d[-–/:])[-+−]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?(?![\p{L}\d]|[.,]\d|[-–/:]\d|\s?%)/gu;
const spelled = new RegExp(`(?<![\\p{L}\\d])(?:${[...spelledNumbers.keys()].join("|")})(?![\\p{L}\\d])`, "giu");
const moneyBefore = /(?:[$€£¥]|\busd|\beur)\s?$/i;
const moneyAfter = /^\s?(?:[$€£¥]|(?:us )?dollars?\b|usd\b|bucks?\b|euros?\b|eur\b|cents?\b|k\b|grand\b)/i;

/** The numbers that a text names, except amounts of money, in their order. "One" is left out: it may be a pronoun. */
export function findNumbers(text: string): FoundNumber[] {
  const digits = [...text.matchAll(written)].flatMap(({ 0: found, index }) => {
    const end = index + found.length;
    const isMoney =
      moneyBefore.test(text.slice(Math.max(0, index - 5), index)) || moneyAfter.test(text.slice(end, end + 12));
    return isMoney ? [] : [{ value: readDigits(found), start: index, end }];
  });
  const words = [...text.matchAll(spelled)].flatMap(({ 0: found, index }) => {
    const value = spelledNumbers.get(found.toLowerCase());
    return value === undefined || value === 1 ? [] : [{ value, start: index, end: index + found.length }];
  });
  return [...digits, ...words].toSorted((a, b) => a.start - b.start);
}

const readDigits = (found: string): number => Number(found.replaceAll(",", "").replace("−", "-")) + 0;

/** A typed number, or why it cannot be read. A point before three digits could mean thousands. */
export function parseNumber(
  text: string,
): { ok: true; value: number } | { ok: false; problem: "no_number" | "ambiguous" } {
  const words = text.trim();
  const named = spelledNumbers.get(words.toLowerCase());
  if (named !== undefined) return { ok: true, value: named };
  if (/^[-+−]?[1-9]\d{0,2}\.\d{3}$/.test(words) || /^[-+−]?\d{1,15},\d{1,2}$/.test(words))
    return { ok: false, problem: "ambiguous" };
  const isPlain = /^[-+−]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?$/.test(words);
  return isPlain ? { ok: true, value: readDigits(words) } : { ok: false, problem: "no_number" };
}
