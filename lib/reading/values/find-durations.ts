import { spelledNumbers } from "./spelled-numbers";

/** A duration in a text, in milliseconds, with its place. */
export interface FoundDuration {
  ms: number;
  start: number;
  end: number;
}

const unitMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
const names = [...spelledNumbers.keys()].join("|");
const count = `\\d{1,6}(?:[.,]\\d{1,2})?|${names}|half an?|an?`;
const unit = "weeks?|wks?|days?|hours?|hrs?|h|minutes?|mins?|seconds?|secs?";
// Neither the end of a range ("2-3 hours", "two or three days") nor a time that is over ("3 days ago").
const piece = new RegExp(
  `(?<![\\p{L}\\d.,]|\\d ?[-–]|(?:\\d|${names}) (?:to|or) )(${count})( and a half)?[ -]?(${unit})` +
    "( and a half)?(?![\\p{L}\\d]| ago\\b)",
  "giu",
);
const joint = /^(?:,? ?(?:and )?)$/i;

/** The durations that a text names. "1 hour 30 minutes" is one. Months and years differ in length and are left out. */
export function findDurations(text: string): FoundDuration[] {
  const found: (FoundDuration & { unit: number })[] = [];
  for (const match of text.matchAll(piece)) {
    const [whole, amount = "", half, name = "", halfAfter] = match;
    const size = unitMs[name.charAt(0).toLowerCase()] ?? 0;
    const ms = Math.round((countOf(amount) + (half || halfAfter ? 0.5 : 0)) * size);
    const before = found.at(-1);
    const end = match.index + whole.length;
    const isSame =
      before && size < before.unit && match.index - before.end < 7 && joint.test(text.slice(before.end, match.index));
    if (isSame) found[found.length - 1] = { ms: before.ms + ms, start: before.start, end, unit: size };
    else found.push({ ms, start: match.index, end, unit: size });
  }
  return found.map(({ ms, start, end }) => ({ ms, start, end }));
}

function countOf(amount: string): number {
  const words = amount.toLowerCase();
  if (words.startsWith("half")) return 0.5;
  return words === "a" || words === "an" ? 1 : (spelledNumbers.get(words) ?? Number(words.replace(",", ".")));
}

const iso = /^P(?!$)(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?)$/i;
const isoUnits = ["week", "day", "hour", "minute", "second"];

/** Milliseconds of a typed duration: words, or ISO 8601 ("PT4H"). Undefined when the text is anything else. */
export function parseDurationText(text: string): number | undefined {
  const words = text.trim();
  const parts = iso.exec(words)?.slice(1);
  if (parts) return parts.reduce((sum, part, index) => sum + Number(part ?? 0) * msOf(isoUnits[index] ?? ""), 0);
  const [only, ...others] = findDurations(words);
  const isWhole = only?.start === 0 && only.end === words.length && others.length === 0;
  return isWhole ? only.ms : undefined;
}

const msOf = (name: string): number => unitMs[name.charAt(0)] ?? 0;

/** A stored ISO 8601 duration as people type it: "4 hours". The pages of claimants do not load the engine for it. */
export function typedDuration(stored: string): string {
  const parts = iso.exec(stored)?.slice(1) ?? [];
  const words = parts.flatMap((part, index) =>
    Number(part ?? 0) === 0 ? [] : [`${Number(part)} ${isoUnits[index]}${Number(part) === 1 ? "" : "s"}`],
  );
  return words.join(" ") || stored;
}
