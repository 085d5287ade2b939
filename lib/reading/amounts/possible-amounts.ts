import { maxAmountCents } from "@/lib/money";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { maySeparate } from "./numbers";
import { parseAmount } from "./parse-amount";

const digitRun = /\d[\d.,'’ \u00a0\u202f]*/;
const vagueWords = new Set(["odd", "something"]);

/**
 * The possible values of an ambiguous amount in cents, the most likely first: "1.250,50" is 125050, "1.250" is 125000
 * or 125, "500 600" is 50000, 60000 or 50060000, "three fifty" is 35000. Empty when no value can be given.
 */
export function possibleAmounts(quote: string): number[] {
  const run = digitRun.exec(quote);
  const readings = run ? readDigits(run[0].trimEnd(), scaleAfter(quote.slice(run.index + run[0].length))) : [];
  const all = [...readings, ...readVague(quote), ...(run ? [] : readShortened(quote))];
  return [...new Set(all.map(Math.round))].filter((cents) => cents > 0 && cents <= maxAmountCents);
}

const scaleAfter = (rest: string): number => (/^\s?(?:k|thousand|grand)\b/i.test(rest) ? 1_000 : 1);

/** The values of digits with separators: all separate thousands, or the last one is the decimal point. */
function readDigits(run: string, scale: number): number[] {
  const groups = run.split(/[^\d]+/).filter(Boolean);
  const marks = run.match(/[.,'’ \u00a0\u202f]+/g) ?? [];
  const [first = "", ...others] = groups;
  const last = others.at(-1);
  // No amount is longer, and none has two separators in a row.
  if (last === undefined || run.length > 24 || marks.some((mark) => mark.length > 1)) return [];
  const isGrouped = (parts: string[]) => first.length <= 3 && parts.every(({ length }) => length === 3);
  const mayEndInCents = /^[.,]$/.test(marks[others.length - 1] ?? "");
  const readings: number[] = [];
  if (maySeparate(run) && first.length === 3) readings.push(...run.split(" ").flatMap(centsOf));
  if (isGrouped(others) && !first.startsWith("0")) readings.push(Number(groups.join("")) * 100);
  // "1.250" may be 1.25; "1.255" has no whole cents.
  const isCents = last.length <= 2 || (scale === 1 && last.length === 3 && last.endsWith("0"));
  if (mayEndInCents && isCents && isGrouped(others.slice(0, -1))) {
    readings.push(Number(`${groups.slice(0, -1).join("")}.${last}`) * 100);
  }
  // "12,50" may be a typo for "1250" or "12,500".
  if (others.length === 1 && last.length === 2 && scale === 1) readings.push(Number(groups.join("")) * 100);
  return readings.map((cents) => cents * scale);
}

/** "300-odd dollars" is 300. */
function readVague(quote: string): number[] {
  const tokens = tokenize(quote);
  const first = tokens.find(({ text }) => vagueWords.has(text));
  return first ? centsOf(quote.slice(0, first.start).replace(/[-\s]+$/, "")) : [];
}

/** "three fifty" is 350, "twelve fifty" is 1250: a hundred is left out. */
function readShortened(quote: string): number[] {
  const words = tokenize(quote).slice(0, 8);
  return words.slice(1).flatMap(({ start }) => centsOf(`${quote.slice(0, start)} hundred ${quote.slice(start)}`));
}

function centsOf(text: string): number[] {
  const reading = parseAmount(text);
  return reading.ok && !reading.range ? [reading.cents] : [];
}
