import type { JsonValue } from "@/lib/engine";
import { toDuration } from "@/lib/engine/definition-kit";
import { findDurations, parseDurationText } from "@/lib/reading/values/find-durations";
import { findEmails, parseEmail } from "@/lib/reading/values/find-emails";
import { findNumbers, parseNumber } from "@/lib/reading/values/find-numbers";

/** A value for a field, or the sentence that asks again. */
export type FieldReading = { ok: true; value: string | number | boolean } | { ok: false; problem: string };

type TypedKind = "number" | "duration" | "email";

/** The largest number, of either sign. Larger ones are mistakes, and lose digits. */
const largestNumber = 1_000_000_000_000;
const longestMs = 36_525 * 86_400_000;

const problems = {
  no_number: "Please give a number, for example 12 or 1,250.5.",
  ambiguous:
    "I am not sure how to read that number: a comma or point could mean thousands. Please write it like 1250.5.",
  too_large: "That number is too large to be right. Which number is it?",
  duration: "Please say how long, for example 4 hours or 2 days. Months and years are of different length.",
  too_long: "That is longer than a hundred years. How long is it?",
  email: "Please give one e-mail address, for example name@example.com.",
} as const;

/** Reads a typed number, duration or e-mail address, or one that a program sends. */
export function readTypedValue(type: TypedKind, raw: JsonValue): FieldReading {
  const text = typeof raw === "string" ? raw : "";
  if (type === "email") {
    const email = parseEmail(text);
    return email === undefined ? { ok: false, problem: problems.email } : { ok: true, value: email };
  }
  if (type === "duration") {
    const ms = parseDurationText(text);
    return ms === undefined ? { ok: false, problem: problems.duration } : durationOf(ms);
  }
  const number = typeof raw === "number" ? { ok: true as const, value: raw } : parseNumber(text);
  return number.ok ? numberOf(number.value) : { ok: false, problem: problems[number.problem] };
}

const numberOf = (value: number): FieldReading =>
  Number.isFinite(value) && Math.abs(value) <= largestNumber
    ? { ok: true, value: value + 0 }
    : { ok: false, problem: problems.too_large };

function durationOf(ms: number): FieldReading {
  if (ms <= 0) return { ok: false, problem: problems.duration };
  return ms > longestMs ? { ok: false, problem: problems.too_long } : { ok: true, value: toDuration(ms) };
}

/** The different values of a type that a text names. */
export function valuesIn(type: TypedKind, text: string): (string | number)[] {
  const found =
    type === "email"
      ? findEmails(text)
      : type === "number"
        ? findNumbers(text).map(({ value }) => numberOf(value))
        : findDurations(text).map(({ ms }) => durationOf(ms));
  const values = found.flatMap((one) =>
    typeof one === "string" ? [one] : one.ok && typeof one.value !== "boolean" ? [one.value] : [],
  );
  return [...new Set(values)];
}

/** The text without the values of a type that it names. */
export function withoutValues(type: TypedKind, text: string): string {
  if (type === "email")
    return findEmails(text).reduce((rest, one) => rest.replace(new RegExp(escaped(one), "i"), " "), text);
  const places = type === "number" ? findNumbers(text) : findDurations(text);
  return places.reduceRight((rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`, text);
}

const escaped = (text: string): string => text.replace(/[.+*?^${}()|[\]\\]/g, "\\$&");

/** Two values where one is asked for. */
export const severalValues: Record<TypedKind, string> = {
  number: "I can write down one number only. Which one is it?",
  duration: "I can write down one duration only. How long is it?",
  email: "I can write down one e-mail address only. Which one is it?",
};
