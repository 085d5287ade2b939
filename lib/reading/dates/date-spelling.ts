import { typosBetween } from "../words/spelling";
import { wordList, wordSet } from "../words/word-list";
import { isoDay, latestYear } from "./calendar";

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

/** The text in the spelling of the date parser, and a function from its offsets to those of the text. */
export function respellDates(text: string, today: string): { plain: string; originOf: (position: number) => number } {
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
  // "5.11.26" and "15.11." are European: the day comes first.
  replace(/(?<![\d.$])(\d{1,2})\.(\d{1,2})\.(\d{2})?(?![\d])/g, (hit, day = "", month = "", year = "") => {
    if (Number(month) > 12) return hit;
    const [monthOf, dayOfIt] = [Number(month), Number(day)];
    return isoDay(year ? 2000 + Number(year) : latestYear(monthOf, dayOfIt, today), monthOf, dayOfIt);
  });
  return { plain, originOf: (position) => origins[position] ?? text.length };
}

const weekdays = wordList("monday tuesday wednesday thursday friday saturday sunday");
/** Words that are not misspelt days. */
const noWeekdays = wordSet("sundry someday midday");

/** The day of the week that a misspelt word means ("satuday", "thrusday"), or the word itself. */
function weekdayOf(written: string): string {
  const word = written.toLowerCase();
  if (weekdays.includes(word) || noWeekdays.has(word)) return written;
  const most = (day: string) => (day.length >= 8 ? 2 : 1);
  return weekdays.find((day) => day[0] === word[0] && typosBetween(word, day) <= most(day)) ?? written;
}
