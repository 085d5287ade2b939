import { formatDuration, parseDuration, toDuration } from "@/lib/engine/definition-kit";
import { mistyped, type Typed, typed } from "./typed";

/** The units of a typed duration, with their milliseconds. */
export const durationUnits = [
  { unit: "seconds", one: "second", ms: 1_000 },
  { unit: "minutes", one: "minute", ms: 60_000 },
  { unit: "hours", one: "hour", ms: 3_600_000 },
  { unit: "days", one: "day", ms: 86_400_000 },
] as const;
export type DurationUnit = (typeof durationUnits)[number]["unit"];

/** The two inputs of a duration. */
export interface DurationText {
  amount: string;
  unit: DurationUnit;
}

const msOf = (unit: DurationUnit): number => durationUnits.find((one) => one.unit === unit)?.ms ?? 1_000;

/** Formats milliseconds in the largest unit that gives a whole number. */
export function writeDuration(ms: number): DurationText {
  const whole = durationUnits.findLast(
    (one) => ms >= one.ms && ms % one.ms === 0 && (one.unit !== "days" || ms > one.ms),
  );
  const { unit, ms: size } = whole ?? durationUnits[0];
  return { amount: String(ms / size), unit };
}

const inWords = (ms: number): string => formatDuration(toDuration(ms));

/** Reads milliseconds from a number and its unit, within the limits; "1.5" hours are 90 minutes. */
export function readDuration(
  { amount, unit }: DurationText,
  { min = 1, max = Number.MAX_SAFE_INTEGER } = {},
): Typed<number> {
  const words = amount.trim().replace(",", ".");
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(words)) return mistyped(`Type how many ${unit}, as a number like 4 or 1.5.`);
  const ms = Math.round(Number(words) * msOf(unit));
  if (ms < min) return mistyped(min === 1 ? "Type more than 0." : `At least ${inWords(min)}.`);
  return ms <= max ? typed(ms) : mistyped(`At most ${inWords(max)}.`);
}

const part = /^(\d{1,6}(?:[.,]\d{1,3})?) ?(weeks?|days?|hours?|h|minutes?|min|seconds?|s)(?:,? (?:and )?|$)/i;
const partMs: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/** Reads an ISO 8601 duration from words: "4 hours", "1 day 12 hours", "90 min", "PT4H". */
export function readDurationWords(text: string): Typed<string> {
  const words = text.trim();
  const iso = parseDuration(words.toUpperCase());
  if (iso !== undefined) return iso > 0 ? typed(toDuration(iso)) : mistyped("Type more than 0.");
  let ms = 0;
  let rest = words;
  for (let found = part.exec(rest); found; found = part.exec(rest)) {
    ms += Number(found[1]?.replace(",", ".")) * (partMs[found[2]?.charAt(0).toLowerCase() ?? ""] ?? 0);
    rest = rest.slice(found[0].length);
  }
  if (rest !== "" || words === "") return mistyped("Type a duration like 4 hours, 90 minutes or 2 days.");
  return ms > 0 ? typed(toDuration(ms)) : mistyped("Type more than 0.");
}
