import type { ParsedResult } from "chrono-node/en";
import { addDays, isoDay } from "./calendar";

/** A day that a text names: where it stands, and YYYY-MM-DD. */
export interface NamedDay {
  start: number;
  end: number;
  day: string;
  /** The day of the month is named. */
  certain: boolean;
}

/** A date that the parser found, with the words that tell whether it is one. All words are in lower case. */
interface FoundDate {
  date: ParsedResult["start"];
  found: string;
  /** The characters before it. */
  before: string;
  /** "yesterday", "two days ago" */
  isRelative: boolean;
  /** The text holds little more than the date. */
  isAlone: boolean;
}

/** Words that tell whether a date is one are looked for in so many characters before it. */
const lookBehind = 48;
/** A text of so many characters holds little more than a date. */
const shortText = 12;

/**
 * The day that a result of the parser names, or null when it names none. `index` is where the result stands in `whole`;
 * `today` is YYYY-MM-DD. A day without a year is the most recent one.
 */
export function dayOfResult(
  { text, start: date }: ParsedResult,
  index: number,
  whole: string,
  today: string,
): NamedDay | null {
  const result: FoundDate = {
    date,
    found: text.toLowerCase(),
    before: whole.slice(Math.max(0, index - lookBehind), index).toLowerCase(),
    isRelative: [...date.tags()].some((tag) => tag.startsWith("result/relativeDate")),
    isAlone: whole.trim().length <= shortText,
  };
  if (!isExact(result) || isOrdinaryWord(result) || isNotOfEvent(result)) return null;
  const past = pastDay(result, today);
  return past && { start: index, end: index + text.length, ...past };
}

const partOfToday = /^(?:(?:early|late|earlier|later)\s)?this\s(?:morning|afternoon|evening|noon|night)/;

/** Whether it is one certain day: not a month, a week or "a few days ago". */
function isExact({ date, found, before }: FoundDate): boolean {
  if (!date.isCertain("day") && !date.isCertain("weekday") && !partOfToday.test(found)) return false;
  if (/\b(?:few|couple|some|several)\b|\b(?:next|coming)\b/.test(found) || /\b(?:next|coming)\s*$/.test(before))
    return false;
  if (/\b(?:month|year|weekend|quarter|decade)/.test(found)) return false;
  return !/\bweek/.test(found) || /\d|\b(?:an?|one|two|three|four)\b/.test(found);
}

/** "sat", "sun", "wed", "may" and "now" are ordinary words, unless the words around them make them a date. */
function isOrdinaryWord({ found, before, isRelative, isAlone }: FoundDate): boolean {
  const isWeekday = /^(?:sat|sun|wed|mon|fri|thu|tue)$/.test(found);
  if (isWeekday && !isAlone && !/\b(?:on|last|this|past)\s*$/.test(before)) return true;
  // "we may second that"
  const isMonth = !/\d/.test(found) && /\b(?:may|march)\b/.test(found);
  if (isMonth && !/\b(?:of|the)\b/.test(found) && !/\b(?:on|the)\s*$/.test(before)) return true;
  // "a second later"
  if (isRelative && /\b(?:second|minute|hour)s?\b.*\blater\b|\blater\b.*\b(?:second|minute|hour)/.test(found))
    return true;
  return found === "now" && !/\bjust\s*$/.test(before);
}

const plans = [
  "appointment|available|until|till|due|deliver\\w*|expires?|scheduled|booked|born|bought|purchased|built|renewed",
  "comes?|coming|picks? up",
].join("|");
const planned = new RegExp(`\\b(?:${plans})\\b[^.;]{0,15}$`);

/** Whether the words before a day say that it is not when something happened: "by Monday", "bought on Monday". */
function isNotOfEvent({ date, found, before, isRelative }: FoundDate): boolean {
  // "hit by a truck on Monday" is when it happened.
  if (/(?:\bnot|n['’]t|\bby|\binstead of|\brather than)\s(?:on\s)?(?:the\s)?$/.test(before)) return true;
  if (planned.test(before)) return true;
  return date.isCertain("year") && !isRelative && /\bsince\s*$/.test(before) && /\d/.test(found);
}

function pastDay({ date, found, isRelative }: FoundDate, today: string): Pick<NamedDay, "day" | "certain"> | null {
  const [year, month, day] = [date.get("year") ?? 0, date.get("month") ?? 0, date.get("day") ?? 0];
  const asRead = isoDay(year, month, day);
  const certain = date.isCertain("day") && !/^(?:today|now)$/.test(found);
  if (asRead <= today) return { day: asRead, certain };
  // "12/11/2026" is read as in the US, unless only the other way round lies in the past.
  const swapped = isoDay(year, day, month);
  if (/^\d+[/.-]\d+/.test(found) && day <= 12 && swapped <= today) return { day: swapped, certain: true };
  if (isRelative || /tomorrow|tonight|later/.test(found))
    return found.includes("tonight") ? { day: today, certain: true } : null;
  if (date.isCertain("weekday") && !date.isCertain("day")) return { day: addDays(asRead, -7), certain: false };
  return { day: isoDay(date.isCertain("year") ? year : year - 1, month, day), certain };
}
