import { parse } from "chrono-node/en";
import { endsBefore, findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";
import { oneOf } from "../words/word-list";
import { trimEnd } from "../words/words";
import { addDays, monthNames } from "./calendar";
import { respellDates } from "./date-spelling";
import { findHolidays } from "./holidays";
import { isOfOtherEvent } from "./other-events";
import { dayOfResult, type NamedDay } from "./parsed-days";

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
/**
 * The day that a text names, or null. It and `today` are YYYY-MM-DD. A day without a year is the most recent one. A
 * time of day alone, a week or a month is not a day.
 */
export function readDate(text: string, today: string): string | null {
  const named = findDays(text, today);
  const own = named.filter((day) => !isOfOtherEvent(text, day));
  const days = own.length > 0 ? own : named;
  return (days.find(({ certain }) => certain) ?? days[0])?.day ?? null;
}

/** All days that a text names, also "the 14th", in the order of the text. */
export function findDays(text: string, today: string): NamedDay[] {
  const { plain, originOf } = respellDates(text, today);
  const days = dateWindows(plain).flatMap(({ start, end }) =>
    parse(
      plain.slice(start, end),
      { instant: new Date(`${today}T12:00:00Z`), timezone: 0 },
      { forwardDate: false },
    ).flatMap((result) => dayOfResult(result, start + result.index, plain, today) ?? []),
  );
  const ordinal = readOrdinal(plain, today);
  // "Black Friday" is not the last Friday.
  const holidays = findHolidays(text, today).map((day) => ({ ...day, certain: true }));
  return [...days, ...(ordinal ? [ordinal] : [])]
    .map((day) => ({ ...day, start: originOf(day.start), end: originOf(day.end) }))
    .filter((day) => !holidays.some(({ start, end }) => day.start < end && start < day.end))
    .concat(holidays)
    .map((day) => ({ ...day, end: day.start + trimEnd(text.slice(day.start, day.end), " ,;:!?").length }))
    .sort((left, right) => left.start - right.start);
}

const weekdays = "mon|tue|wed|thu|fri|sat|sun";
const aroundNow = "to|yest|tomorrow|now|this|last|past|next|ago|early|late|mor|after|even|night|noon|mid";
const spans = "day|week|month|year|hour|min|sec|half|couple|few|several";
/** Words and signs of dates. */
const dateWord = new RegExp(String.raw`^(?:\d+|${months}|${weekdays}|${aroundNow}|${spans})`);
/** The largest number of tokens between two words of a date, and around them. */
const dateReach = 4;
const maxWindowLength = 160;

/** The parts of a text that may have a date. They are short, because the parser is not linear. */
export function dateWindows(text: string): { start: number; end: number }[] {
  const tokens = tokenize(text);
  const windows: { start: number; end: number }[] = [];
  let last = -1;
  for (const [index, token] of tokens.entries()) {
    if (!dateWord.test(token.text)) continue;
    const from = Math.max(index - dateReach, last + 1);
    const to = Math.min(index + dateReach, tokens.length - 1);
    const [start, end] = [tokens[from]?.start ?? 0, tokens[to]?.end ?? text.length];
    const current = windows.at(-1);
    if (current && index - dateReach <= last && end - current.start <= maxWindowLength) current.end = end;
    else windows.push({ start: Math.min(start, token.start), end: Math.min(end, token.start + maxWindowLength) });
    last = to;
  }
  return windows;
}

const notOrdinal = String.raw`floor|street|st\b|avenue|ave|road|time|level|gear|lane|car|day|year|week|month|hour`;
const ordinal = new RegExp(
  String.raw`\b(?:the|on|on the)\s(\d{1,2})(?:st|nd|rd|th)\b(?!\s(?:of\s)?(?:${months}|${notOrdinal}))`,
  "gi",
);

/** The most recent day with this number: "on the 14th". */
function readOrdinal(text: string, today: string): NamedDay | null {
  const match = [...text.matchAll(ordinal)].find(
    ({ index }) => !/\bnot\s*(?:on\s*)?$/i.test(text.slice(Math.max(0, index - 12), index)),
  );
  const day = Number(match?.[1]);
  if (!match || day < 1 || day > 31) return null;
  for (let back = 0; back < 3; back++) {
    const [year = 0, month = 0] = today.split("-").map(Number);
    const candidate = new Date(Date.UTC(year, month - 1 - back, day));
    const iso = candidate.toISOString().slice(0, 10);
    if (candidate.getUTCDate() === day && iso <= today)
      return { start: match.index, end: match.index + match[0].length, day: iso, certain: true };
  }
  return null;
}

const monthOrder = months.split("|");
const monthName = oneOf(monthNames);
const isMonth = ({ kind, text }: Token): boolean => kind === "word" && monthName.test(text);
const impossible = phrase(
  "<month> .? the? #1-2 ( ~st|nd|rd|th )? | #1-2 ( ~st|nd|rd|th )? of? <month> | #1-2 ~/ ~#1-2 ( ~/ ~#2-4 )?",
  { month: isMonth },
);

/** Days that do not exist: "Nov 31st", "30 February", "11/31". "24/7" and "16/32" are not days. */
export function findImpossibleDays(text: string): { start: number; end: number }[] {
  const tokens = tokenize(text);
  const found: { start: number; end: number }[] = [];
  for (const index of tokens.keys()) {
    const end = tokens[index]?.glued && tokens[index]?.kind === "number" ? -1 : matchAt(impossible, tokens, index);
    if (end < 0 || (found.at(-1)?.end ?? 0) > (tokens[index]?.start ?? 0)) continue;
    const all = tokens.slice(index, end);
    const numbers = all.filter(({ kind }) => kind === "number").map((token) => Number(token.text));
    const month = all.find(isMonth);
    const [first = 0, second = 0] = numbers;
    const isOff = month
      ? first > daysOf(monthOrder.indexOf(month.text.slice(0, 3)) + 1) && first <= maxDay
      : isBeyondMonth(first, second) && isBeyondMonth(second, first);
    if (isOff) found.push({ start: all[0]?.start ?? 0, end: all.at(-1)?.end ?? 0 });
  }
  return found;
}

/** A higher number is not a mistaken day. */
const maxDay = 39;
const daysOf = (month: number): number => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
/** Whether the month does not have this day. Also when month and day may be swapped. */
const isBeyondMonth = (month: number, day: number): boolean =>
  month > 12 ? day >= 1 && day <= 12 : month >= 1 && day > daysOf(month) && day <= maxDay;

const future = phrase(
  `tomorrow|tmrw|tomorow | next week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday |
    next|coming|upcoming christmas|xmas|easter|thanksgiving|halloween|valentine's|valentines|hanukkah|diwali
      eve|day|sunday|monday? |
    next|coming|upcoming ( new year|year's|years | boxing|labor|labour|memorial|independence|mother's|father's day )
      eve|day?`,
);
const no = phrase("not|*n't");
const planned = phrase(
  `appointment|repair*|fix*|garage|mechanic|plumber|come*|coming|get*|bring*|take*|will|can|could|until|till|by|
    before|deliver*|call*|send*|back|new|due`,
);

/** Whether a text tells of an event on a future day: "tomorrow a van hit my car", "on 15 December". */
export function tellsFuture(text: string, today: string): boolean {
  if (findDays(text, today).some(({ day }) => day > addDays(today, 1))) return true;
  const tokens = tokenize(text);
  const at = tokens.findIndex((_, index) => matchAt(future, tokens, index) >= 0);
  if (at < 0 || holds(planned, tokens) || endsBefore(no, tokens, at)) return false;
  return tellsEvent(text) || tokens.length <= 4;
}

/** The words for a future day ("tomorrow") when the text tells of an event then. */
export function findTomorrow(text: string, today: string): { start: number; end: number }[] {
  const found = tellsFuture(text, today) ? findPhrase(future, tokenize(text)) : null;
  const tokens = tokenize(text).slice(found?.start, found?.end);
  return found ? [{ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 }] : [];
}
