import type { ParsedResult } from "chrono-node/en";
import { addDays, isoDay } from "./calendar";

/** A day in a text, with its offsets and as YYYY-MM-DD. */
export interface NamedDay {
  start: number;
  end: number;
  day: string;
  /** The day of the month is named. */
  certain: boolean;
}

/** A result of the parser with the words around it, in lower case. */
interface FoundDate {
  date: ParsedResult["start"];
  found: string;
  /** The text right before it. */
  before: string;
  /** "yesterday", "two days ago" */
  isRelative: boolean;
  /** The text has little more than the date. */
  isAlone: boolean;
}

/** The length of the text before a date that is checked. */
const lookBehind = 48;
/** A text of this length has little more than a date. */
const shortText = 12;

/**
 * The day of a result of the parser, or null when it is not a day. `index` is the offset of the result in `whole`;
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

/** Whether it is exactly one day: not a month, a week or "a few days ago". */
function isExact({ date, found, before }: FoundDate): boolean {
  if (!date.isCertain("day") && !date.isCertain("weekday") && !partOfToday.test(found)) return false;
  if (/\b(?:few|couple|some|several)\b|\b(?:next|coming)\b/.test(found) || /\b(?:next|coming)\s*$/.test(before))
    return false;
  if (/\b(?:month|year|weekend|quarter|decade)/.test(found)) return false;
  return !/\bweek/.test(found) || /\d|\b(?:an?|one|two|three|four)\b/.test(found);
}

/** Whether it is an ordinary word: "sat", "sun", "wed", "may" and "now" are days only beside certain words. */
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

/** Whether the words before it say that it is not the day of the event: "by Monday", "bought on Monday". */
function isNotOfEvent({ date, found, before, isRelative }: FoundDate): boolean {
  // "hit by a truck on Monday" is the day of the event.
  if (/(?:\bnot|n['’]t|\bby|\binstead of|\brather than)\s(?:on\s)?(?:the\s)?$/.test(before)) return true;
  if (planned.test(before)) return true;
  return date.isCertain("year") && !isRelative && /\bsince\s*$/.test(before) && /\d/.test(found);
}

function pastDay({ date, found, isRelative }: FoundDate, today: string): Pick<NamedDay, "day" | "certain"> | null {
  const [year, month, day] = [date.get("year") ?? 0, date.get("month") ?? 0, date.get("day") ?? 0];
  const asRead = isoDay(year, month, day);
  const certain = date.isCertain("day") && !/^(?:today|now)$/.test(found);
  if (asRead <= today) return { day: asRead, certain };
  // "12/11/2026" has the month first, as in the US, unless only the other order is in the past.
  const swapped = isoDay(year, day, month);
  if (/^\d+[/.-]\d+/.test(found) && day <= 12 && swapped <= today) return { day: swapped, certain: true };
  if (isRelative || /tomorrow|tonight|later/.test(found))
    return found.includes("tonight") ? { day: today, certain: true } : null;
  if (date.isCertain("weekday") && !date.isCertain("day")) return { day: addDays(asRead, -7), certain: false };
  return { day: isoDay(date.isCertain("year") ? year : year - 1, month, day), certain };
}
