import { endsBefore, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { placeNouns } from "../words/place-nouns";
import { respell } from "../words/spelling";

type DayOfYear = (year: number) => Date;

const at = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));
const plus = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);
const fixed =
  (month: number, day: number): DayOfYear =>
  (year) =>
    at(year, month, day);
const [sunday, monday, thursday] = [0, 1, 4];

/** The day of a month by its weekday: the `count`th one, or the last one for -1. */
const nth =
  (count: number, weekday: number, month: number): DayOfYear =>
  (year) => {
    const first = count < 0 ? plus(at(year, month + 1, 1), -7) : at(year, month, 1);
    return plus(first, ((7 + weekday - first.getUTCDay()) % 7) + (count < 0 ? 0 : (count - 1) * 7));
  };

/** Easter Sunday by the Gregorian calendar (Butcher's rule). */
const easter: DayOfYear = (year) => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const sum = epact + weekday - 7 * shift + 114;
  return at(year, Math.floor(sum / 31), (sum % 31) + 1);
};
const fromEaster =
  (days: number): DayOfYear =>
  (year) =>
    plus(easter(year), days);
const thanksgiving = nth(4, thursday, 11);
const fromThanksgiving =
  (days: number): DayOfYear =>
  (year) =>
    plus(thanksgiving(year), days);

// The holidays of the United States, because amounts are in dollars. A name comes before other names that it contains.
const holidays: [name: string, day: DayOfYear][] = [
  ["new year's|years|year eve | nye", fixed(12, 31)],
  ["new year's|years|year day? | first day of the year", fixed(1, 1)],
  ["epiphany | three kings day", fixed(1, 6)],
  ["martin luther king ( jr .? )? day | mlk day", nth(3, monday, 1)],
  ["groundhog day", fixed(2, 2)],
  ["super bowl sunday? | superbowl sunday?", nth(2, sunday, 2)],
  ["valentine's|valentines|valentine day?", fixed(2, 14)],
  ["president's|presidents|presidents' '? day | washington's birthday", nth(3, monday, 2)],
  ["st|saint .? patrick's|patricks|patrick day? | st|saint .? paddy's|paddys day?", fixed(3, 17)],
  ["mardi gras | shrove tuesday | fat tuesday", fromEaster(-47)],
  ["ash wednesday", fromEaster(-46)],
  ["palm sunday", fromEaster(-7)],
  ["maundy thursday", fromEaster(-3)],
  ["good friday", fromEaster(-2)],
  ["easter|holy saturday | easter eve", fromEaster(-1)],
  ["easter monday", fromEaster(1)],
  ["easter sunday|day?", easter],
  ["ascension day", fromEaster(39)],
  ["pentecost|whitsun sunday?", fromEaster(49)],
  ["whit|pentecost monday", fromEaster(50)],
  ["april fool's|fools|fool day?", fixed(4, 1)],
  ["tax day", fixed(4, 15)],
  ["earth day", fixed(4, 22)],
  ["cinco de mayo", fixed(5, 5)],
  ["mother's|mothers|mom's|mum's day", nth(2, sunday, 5)],
  ["memorial day", nth(-1, monday, 5)],
  ["flag day", fixed(6, 14)],
  ["juneteenth", fixed(6, 19)],
  ["father's|fathers|dad's day", nth(3, sunday, 6)],
  ["independence day | fourth of july | july fourth", fixed(7, 4)],
  ["labor|labour day", nth(1, monday, 9)],
  ["columbus day | indigenous peoples|people's|peoples' '? day", nth(2, monday, 10)],
  ["halloween|hallowe'en", fixed(10, 31)],
  ["all saints|saint's '? day", fixed(11, 1)],
  ["all souls|soul's '? day", fixed(11, 2)],
  ["election day", (year) => plus(nth(1, monday, 11)(year), 1)],
  ["veteran's|veterans '? day", fixed(11, 11)],
  ["thanksgiving eve", fromThanksgiving(-1)],
  ["thanksgiving day? | turkey day", thanksgiving],
  ["black friday", fromThanksgiving(1)],
  ["small business saturday", fromThanksgiving(2)],
  ["cyber monday", fromThanksgiving(4)],
  ["giving tuesday", fromThanksgiving(5)],
  ["christmas|xmas|x-mas eve | heiligabend", fixed(12, 24)],
  ["christmas|xmas day?", fixed(12, 25)],
  ["boxing day | second day of christmas", fixed(12, 26)],
];
const named: { name: Phrase; day: DayOfYear }[] = holidays.map(([name, day]) => ({ name: phrase(name), day }));

/** All words of the names, for a fast check. */
const nameWords = new Set(holidays.flatMap(([name]) => name.match(/[a-z'-]+/g) ?? []));

const isYear = ({ kind, text }: Token): boolean => kind === "number" && /^(?:19|20)\d\d$/.test(text);
const time = phrase("early|late? in? the? morning|afternoon|evening|night|noon|midday|dawn|itself");
const ofYear = phrase(",? of|in? <year> | of|in? last year | of|in? this year", { year: isYear });
/** Words after a holiday that make it no day or no certain one: "Christmas tree", "Easter weekend". */
const goesOn = phrase(
  `-? tree|trees|light|lights|decoration|decorations|present|presents|gift|gifts|party|parties|market|markets|dinner|
    lunch|meal|turkey|weekend|week|break|holiday|holidays|vacation|season|time|period|parade|sale|sales|shopping|
    bonus|card|cards|egg|eggs|bunny|costume|costumes|candy|pumpkin|island|island's|ornament|ornaments|candle|candles|
    stocking|stockings|wreath|fireworks|traffic`,
);
/** Words before a holiday that make it no certain day: "after Christmas". */
const vague = phrase(
  `( before|after|around|over|during|near|by|until|till|for|between|since|towards|next|coming|upcoming | not on? |
      *n't on? )
    ( the|last|this{0,1} )?`,
);
const counted = phrase("the? day|night|evening|morning before|after | a|one|two|three|2|3 days|day before|after");
const numbers = new Map(["a", "one", "two", "three"].map((word, index) => [word, Math.max(index, 1)]));

/** A holiday in a text, with its offsets and its day as YYYY-MM-DD. */
interface NamedHoliday {
  start: number;
  end: number;
  day: string;
}

/**
 * The holidays that a text names as a day: in the year that it names, or the last one until `today` (YYYY-MM-DD).
 * "the day before Christmas" is a day too; "after Christmas" and "Christmas weekend" are not.
 */
export function findHolidays(text: string, today: string): NamedHoliday[] {
  const tokens = respell(tokenize(text));
  const found: NamedHoliday[] = [];
  for (let index = 0; index < tokens.length; ) {
    const holiday = holidayAt(tokens, index);
    if (!holiday) index++;
    else {
      const day = dayOf(tokens, index, holiday, today);
      if (day) found.push(day);
      index = holiday.end;
    }
  }
  return found;
}

/** The length of the name of a holiday at the start of the text, or 0. The name of a street ("Easter Road") is none. */
export const holidayLength = (text: string): number => {
  const tokens = tokenize(text);
  return tokens[(holidayAt(tokens, 0)?.end ?? 0) - 1]?.end ?? 0;
};

function holidayAt(tokens: Token[], start: number): { end: number; day: DayOfYear } | null {
  if (!nameWords.has(tokens[start]?.text ?? "")) return null;
  for (const { name, day } of named) {
    const end = matchAt(name, tokens, start);
    if (end >= 0) return isStreet(tokens[end]) ? null : { end, day };
  }
  return null;
}

const isStreet = (token: Token | undefined): boolean => token?.kind === "word" && placeNouns.has(token.text);

function dayOf(
  tokens: Token[],
  start: number,
  { end, day }: { end: number; day: DayOfYear },
  today: string,
): NamedHoliday | null {
  if (matchAt(goesOn, tokens, end) >= 0) return null;
  const timed = Math.max(matchAt(time, tokens, end), end);
  const ofYearEnd = Math.max(matchAt(ofYear, tokens, timed), timed);
  const lead = [4, 3, 2].find((length) => start >= length && matchAt(counted, tokens, start - length) === start) ?? 0;
  if (lead === 0 && endsBefore(vague, tokens, start)) return null;
  const words = tokens.slice(start - lead, start);
  const count = words.map(({ kind, text }) => (kind === "number" ? Number(text) : (numbers.get(text) ?? 0)));
  const days = lead === 0 ? 0 : Math.max(1, ...count) * (words.some(({ text }) => text === "before") ? -1 : 1);
  const years = tokens.slice(timed, ofYearEnd);
  const isoOf = (year: number) => plus(day(year), days).toISOString().slice(0, 10);
  const thisYear = Number(today.slice(0, 4));
  const year = years.find(isYear);
  const said = year ? Number(year.text) : years.some(({ text }) => text === "last") ? thisYear - 1 : undefined;
  const latest = [thisYear + 1, thisYear, thisYear - 1].map(isoOf).find((iso) => iso <= today) ?? isoOf(thisYear - 1);
  return {
    start: tokens[start - lead]?.start ?? 0,
    end: tokens[ofYearEnd - 1]?.end ?? 0,
    day: said === undefined ? latest : isoOf(said),
  };
}
