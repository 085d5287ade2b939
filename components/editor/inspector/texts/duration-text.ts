import { formatDuration, toDuration } from "@/lib/engine/definition-kit";
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
