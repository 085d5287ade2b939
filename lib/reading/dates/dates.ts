import { type ParsedResult, parse } from "chrono-node/en";
import { endsBefore, findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";
import { slipsBetween } from "../words/spelling";
import { trimEnd } from "../words/words";
import { findHolidays } from "./holidays";
import { isOfOtherEvent } from "./other-events";

const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const misspellings: [RegExp, string][] = [
  [/\byest\w{0,3}[dr]{1,2}[aeiy]{1,2}\w{0,2}\b/gi, "yesterday"],
  [/\bytd\b|\byday\b/gi, "yesterday"],
  [/\bto-?day\b|\b2day\b/gi, "today"],
  [/\b(last|to)\s?nite\b/gi, "$1 night"],
  [/\bto night\b/gi, "tonight"],
  [/\bwen?[ds]{1,2}n?e?s?day\b/gi, "wednesday"],
  [/\bt(?:eu|u)s?e?s?day\b/gi, "tuesday"],
  [/\bth?ur?s?[ds]ay\b/gi, "thursday"],
  [/\bsat[eu]rday\b/gi, "saturday"],
  [/\bnov(?!ember\b)[emb]{3,6}r?\b/gi, "november"],
  [/\boct(?!ober\b)[obe]{2,4}r\b/gi, "october"],
  [/\bsep(?!tember\b)t[emb]{3,6}r?\b/gi, "september"],
];

/** A day that a text names: where it stands, and YYYY-MM-DD. */
export interface NamedDay {
  start: number;
  end: number;
  day: string;
  /** The day of the month is named. */
  certain: boolean;
}

/**
 * The day that a text names, as YYYY-MM-DD, or null. `today` is YYYY-MM-DD too. Days without a year are the most recent
 * ones; a time of day alone, a week or a month is no day.
 */
export function readDate(text: string, today: string): string | null {
  const named = findDays(text, today);
  const own = named.filter((day) => !isOfOtherEvent(text, day));
  const days = own.length > 0 ? own : named;
  return (days.find(({ certain }) => certain) ?? days[0])?.day ?? null;
}

/** Every day that a text names, those of the month by number ("the 14th") among them, in the order they stand. */
export function findDays(text: string, today: string): NamedDay[] {
  const { plain, originOf } = respell(text, today);
  const days = dateWindows(plain).flatMap(({ start, end }) =>
    parse(
      plain.slice(start, end),
      { instant: new Date(`${today}T12:00:00Z`), timezone: 0 },
      { forwardDate: false },
    ).flatMap((result) => dayOf(result, start + result.index, plain, today) ?? []),
  );
  const ordinal = readOrdinal(plain, today);
  // "Black Friday" is no Friday of last week.
  const holidays = findHolidays(text, today).map((day) => ({ ...day, certain: true }));
  return [...days, ...(ordinal ? [ordinal] : [])]
    .map((day) => ({ ...day, start: originOf(day.start), end: originOf(day.end) }))
    .filter((day) => !holidays.some(({ start, end }) => day.start < end && start < day.end))
    .concat(holidays)
    .map((day) => ({ ...day, end: day.start + trimEnd(text.slice(day.start, day.end), " ,;:!?").length }))
    .sort((left, right) => left.start - right.start);
}

/** The text as the parser understands it, and where each of its positions stood in the text. */
function respell(text: string, today: string): { plain: string; originOf: (position: number) => number } {
  let plain = text;
  let origins = Array.from({ length: text.length + 1 }, (_, position) => position);
  const replace = (pattern: RegExp, by: (hit: string, ...groups: string[]) => string) => {
    const before = plain;
    const moved: number[] = [];
    let rest = "";
    let from = 0;
    for (const match of before.matchAll(pattern)) {
      const [hit, ...groups] = match;
      const word = by(hit, ...groups.map((group) => group ?? ""));
      const end = match.index + hit.length;
      for (let at = from; at < match.index; at++) moved.push(origins[at] ?? 0);
      for (let at = 0; at < word.length; at++) moved.push(origins[Math.min(match.index + at, end)] ?? 0);
      rest += before.slice(from, match.index) + word;
      from = end;
    }
    if (from === 0) return;
    plain = rest + before.slice(from);
    origins = moved.concat(origins.slice(from));
  };
  replace(/\b[mtwfs][a-z]{4,9}y\b/gi, weekdayOf);
  for (const [pattern, word] of misspellings) replace(pattern, (_hit, first = "") => word.replace("$1", first));
  // "5.11.26" and "15.11." are read as Europeans write them.
  replace(/(?<![\d.$])(\d{1,2})\.(\d{1,2})\.(\d{2})?(?![\d])/g, (hit, day = "", month = "", year = "") => {
    if (Number(month) > 12) return hit;
    const [monthOf, dayOfIt] = [Number(month), Number(day)];
    return isoDay(year ? 2000 + Number(year) : guessYear(monthOf, dayOfIt, today), monthOf, dayOfIt);
  });
  return { plain, originOf: (position) => origins[position] ?? text.length };
}

const weekdays = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
/** Words of their own, a letter away from a day. */
const noWeekdays = new Set("sundry someday midday".split(" "));

/** The day of the week that a misspelt word means ("satuday", "thrusday"), or the word. */
function weekdayOf(written: string): string {
  const word = written.toLowerCase();
  if (weekdays.includes(word) || noWeekdays.has(word)) return written;
  const most = (day: string) => (day.length >= 8 ? 2 : 1);
  return weekdays.find((day) => day[0] === word[0] && slipsBetween(word, day) <= most(day)) ?? written;
}

/** The words and signs that a date is made of. */
const dateWord =
  /^(?:\d+|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|to|yest|tomorrow|now|this|last|past|next|ago|early|late|mor|after|even|night|noon|mid|day|week|month|year|hour|min|sec|half|couple|few|several)/;
/** A date has no more tokens between two of its words, and no more around them. */
const dateReach = 4;
const longestWindow = 160;

/**
 * The stretches of a text that may hold a date: short ones, so that reading them costs no more than the text is long.
 */
function dateWindows(text: string): { start: number; end: number }[] {
  const tokens = tokenize(text);
  const windows: { start: number; end: number }[] = [];
  let last = -1;
  for (const [index, token] of tokens.entries()) {
    if (!dateWord.test(token.text)) continue;
    const from = Math.max(index - dateReach, last + 1);
    const to = Math.min(index + dateReach, tokens.length - 1);
    const [start, end] = [tokens[from]?.start ?? 0, tokens[to]?.end ?? text.length];
    const current = windows.at(-1);
    if (current && index - dateReach <= last && end - current.start <= longestWindow) current.end = end;
    else windows.push({ start: Math.min(start, token.start), end: Math.min(end, token.start + longestWindow) });
    last = to;
  }
  return windows;
}

/** What must stand before a date is looked for in so many characters. */
const lookBehind = 48;

function dayOf({ text, start }: ParsedResult, index: number, whole: string, today: string): NamedDay | null {
  const span = { start: index, end: index + text.length };
  const found = text.toLowerCase();
  const before = whole.slice(Math.max(0, index - lookBehind), index).toLowerCase();
  const relative = [...start.tags()].some((tag) => tag.startsWith("result/relativeDate"));
  const casual = /^(?:(?:early|late|earlier|later)\s)?this\s(?:morning|afternoon|evening|noon|night)/.test(found);
  if (!start.isCertain("day") && !start.isCertain("weekday") && !casual) return null;
  if (/\b(?:few|couple|some|several)\b|\b(?:next|coming)\b/.test(found) || /\b(?:next|coming)\s*$/.test(before))
    return null;
  if (/\b(?:month|year|weekend|quarter|decade)/.test(found)) return null;
  if (/\bweek/.test(found) && !/\d|\b(?:an?|one|two|three|four)\b/.test(found)) return null;
  // "sat", "sun", "wed" and "now" are ordinary words more often than days.
  if (
    /^(?:sat|sun|wed|mon|fri|thu|tue)$/.test(found) &&
    !/\b(?:on|last|this|past)\s*$/.test(before) &&
    whole.trim().length > 12
  )
    return null;
  // "we may second that", "a second later": words, unless they are said as a date is.
  if (
    !/\d/.test(found) &&
    /\b(?:may|march)\b/.test(found) &&
    !/\b(?:of|the)\b/.test(found) &&
    !/\b(?:on|the)\s*$/.test(before)
  )
    return null;
  if (relative && /\b(?:second|minute|hour)s?\b.*\blater\b|\blater\b.*\b(?:second|minute|hour)/.test(found))
    return null;
  if (found === "now" && !/\bjust\s*$/.test(before)) return null;
  // "by Monday" is a day to come; "hit by a truck on Monday" is not.
  if (/(?:\bnot|n['’]t|\bby|\binstead of|\brather than)\s(?:on\s)?(?:the\s)?$/.test(before)) return null;
  if (
    /\b(?:appointment|available|until|till|due|deliver\w*|expires?|scheduled|booked|born|bought|purchased|built|renewed|comes?|coming|picks? up)\b[^.;]{0,15}$/.test(
      before,
    )
  )
    return null;

  if (start.isCertain("year") && !relative && /\bsince\s*$/.test(before) && /\d/.test(found)) return null;

  let year = start.get("year") ?? 0;
  const month = start.get("month") ?? 0;
  const day = start.get("day") ?? 0;
  // "12/11/2026" is read as in the US, unless only the other way round lies in the past.
  if (
    isoDay(year, month, day) > today &&
    /^\d+[/.-]\d+/.test(found) &&
    day <= 12 &&
    isoDay(year, day, month) <= today
  ) {
    return { ...span, day: isoDay(year, day, month), certain: true };
  }
  if (isoDay(year, month, day) > today) {
    if (relative || /tomorrow|tonight|later/.test(found))
      return found.includes("tonight") ? { ...span, day: today, certain: true } : null;
    if (start.isCertain("weekday") && !start.isCertain("day"))
      return { ...span, day: addDays(isoDay(year, month, day), -7), certain: false };
    if (!start.isCertain("year")) year -= 1;
  }
  return { ...span, day: isoDay(year, month, day), certain: start.isCertain("day") && !/^(?:today|now)$/.test(found) };
}

/** "on the 14th": the most recent one. */
function readOrdinal(text: string, today: string): NamedDay | null {
  const pattern = new RegExp(
    `\\b(?:the|on|on the)\\s(\\d{1,2})(?:st|nd|rd|th)\\b(?!\\s(?:of\\s)?(?:${months}|floor|street|st\\b|avenue|ave|road|time|level|gear|lane|car|day|year|week|month|hour))`,
    "gi",
  );
  const match = [...text.matchAll(pattern)].find(
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

function guessYear(month: number, day: number, today: string): number {
  const year = Number(today.slice(0, 4));
  return isoDay(year, month, day) > today ? year - 1 : year;
}

const isoDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const addDays = (iso: string, days: number): string =>
  new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const monthNames = months.split("|");
const isMonth = ({ kind, text }: Token): boolean =>
  kind === "word" &&
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/.test(
    text,
  );
const impossible = phrase(
  "<month> .? the? #1-2 ( ~st|nd|rd|th )? | #1-2 ( ~st|nd|rd|th )? of? <month> | #1-2 ~/ ~#1-2 ( ~/ ~#2-4 )?",
  { month: isMonth },
);

/** Days that no calendar has: "Nov 31st", "30 February", "11/31". A number like "24/7" or "16/32" is none. */
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
      ? first > daysOf(monthNames.indexOf(month.text.slice(0, 3)) + 1) && first <= mostDay
      : isBeyondMonth(first, second) && isBeyondMonth(second, first);
    if (isOff) found.push({ start: all[0]?.start ?? 0, end: all.at(-1)?.end ?? 0 });
  }
  return found;
}

/** People who mistake a day write no higher one. */
const mostDay = 39;
const daysOf = (month: number): number => (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
/** Whether there is no such day in a month of that number, where one of both may be a month. */
const isBeyondMonth = (month: number, day: number): boolean =>
  month > 12 ? day >= 1 && day <= 12 : month >= 1 && day > daysOf(month) && day <= mostDay;

const future = phrase(
  `tomorrow|tmrw|tomorow | next week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday |
    next|coming|upcoming christmas|xmas|easter|thanksgiving|halloween|valentine's|valentines|hanukkah|diwali eve|day|sunday|monday? |
    next|coming|upcoming ( new year|year's|years | boxing|labor|labour|memorial|independence|mother's|father's day ) eve|day?`,
);
const no = phrase("not|*n't");
const planned = phrase(
  "appointment|repair*|fix*|garage|mechanic|plumber|come*|coming|get*|bring*|take*|will|can|could|until|till|by|before|deliver*|call*|send*|back|new|due",
);

/** Whether a text tells that something happened on a day to come: "tomorrow a van hit my car", "on 15 December". */
export function tellsFuture(text: string, today: string): boolean {
  if (findDays(text, today).some(({ day }) => day > addDays(today, 1))) return true;
  const tokens = tokenize(text);
  const at = tokens.findIndex((_, index) => matchAt(future, tokens, index) >= 0);
  if (at < 0 || holds(planned, tokens) || endsBefore(no, tokens, at)) return false;
  return tellsEvent(text) || tokens.length <= 4;
}

/** "tomorrow", where a text tells that something happened then. */
export function findTomorrow(text: string, today: string): { start: number; end: number }[] {
  const found = tellsFuture(text, today) ? findPhrase(future, tokenize(text)) : null;
  const tokens = tokenize(text).slice(found?.start, found?.end);
  return found ? [{ start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 }] : [];
}
