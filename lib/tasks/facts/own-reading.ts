import { hideOtherNumbers } from "@/lib/reading/amounts/other-numbers";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { scanAmounts } from "@/lib/reading/amounts/scan-amounts";
import { findClaimed } from "@/lib/reading/claimed-amounts/find-amounts";
import { findDays, findImpossibleDays, readDate, tellsFuture } from "@/lib/reading/dates/dates";
import { readPlannedDate } from "@/lib/reading/dates/planned-dates";
import { answerClassification } from "@/lib/reading/matters/labels";
import { describeEvent, isAtHome } from "@/lib/reading/story/description";
import { readStoryChange } from "@/lib/reading/story/story-change";
import { tokenize } from "@/lib/reading/tokens/tokens";

// What our own code reads in people's words. A model's proposals are checked against it.

/** Every number in the text that may be money, claimed or not: its position and its cents. */
export const moneyIn = (text: string): { start: number; end: number; cents: number }[] =>
  scanAmounts(text, hideOtherNumbers(tokenize(text)));

/** The cents of `moneyIn`. */
export const amountsIn = (text: string): Set<number> => new Set(moneyIn(text).map(({ cents }) => cents));

/** The amounts that the text claims, each read, and what each is for. `isAsked`: the text answers how much. */
export const claimedAmounts = (text: string, isAsked: boolean) =>
  findClaimed(text, isAsked).map(({ quote, part }) => ({ ...parseAmount(quote), part }));

const numberNames = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const spelled = new RegExp(`^(${numberNames.join("|")})( and a half)?$`, "i");

/** A small number without a currency or a factor: "3", "2.5", "12", "three and a half". */
export function bareNumber(text: string): number | undefined {
  if (/^\d{1,2}(?:[.,]\d)?$/.test(text)) return Number(text.replace(",", "."));
  const [, name = "", half] = spelled.exec(text.trim()) ?? [];
  return name === "" ? undefined : numberNames.indexOf(name.toLowerCase()) + 1 + (half ? 0.5 : 0);
}

/** Whether one of the texts speaks of thousands: "2-3k", "two grand". */
export const speaksOfThousands = (texts: readonly string[]): boolean =>
  texts.some((text) => /\d\s?k\b|\bthousands?\b|\bgrand\b/i.test(text));

const clauseEnds = /[.,;:!?\n]\s|\s(?:and|but|then|or)\s/;

/**
 * The days (YYYY-MM-DD) that the text names, the likeliest first, at most one a clause; `today` is one too.
 * `isPlanned`: a day without a year is the next one, and not the last one.
 */
export function daysIn(text: string, today: string, isPlanned = false): string[] {
  const days = [text, ...text.split(clauseEnds)].map((part) =>
    isPlanned ? readPlannedDate(part, today) : readDate(part, today),
  );
  return [...new Set(days.filter((day) => day !== null))];
}

/** The day that the text most likely means by what it tells, or null. */
export const likeliestDay = (text: string, today: string): string | null => readDate(text, today);

/** Whether a text tells that something happened on a day to come. */
export const isOfFuture = (text: string, today: string): boolean => tellsFuture(text, today);

/** Whether a text names a day that no calendar has. */
export const namesNoDay = (text: string): boolean => findImpossibleDays(text).length > 0;

/** What happened in the text's own words, without amounts, days, addresses, greetings and commands; "" for nothing. */
export const storyIn = (text: string, today: string): string => describeEvent(text, today);

/** How a text changes a known description, or null. */
export const storyChangeIn = (text: string, known: string, today: string) => readStoryChange(text, known, today);

/** Whether a place is a room or a part of a home, which a description names too. */
export const isRoom = (place: string): boolean => isAtHome(place);

/** Whether a text names an amount or a day. */
export const namesAmountOrDay = (text: string, today: string): boolean =>
  findClaimed(text).length > 0 || findDays(text, today).length > 0;

/** The option that a description clearly names, or undefined. */
export function optionFor<Option extends { value: string; label: string }>(
  options: readonly Option[],
  description: string,
): Option | undefined {
  const labels = options.map(({ value, label }) => ({ value, description: label }));
  return options.find(({ value }) => value === answerClassification(labels, description).label);
}
