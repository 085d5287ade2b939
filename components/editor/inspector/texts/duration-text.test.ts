import { expect, test } from "vitest";
import { readDuration, readDurationWords, writeDuration } from "./duration-text";

test.each([
  [14_400_000, { amount: "4", unit: "hours" }],
  [86_400_000, { amount: "24", unit: "hours" }],
  [172_800_000, { amount: "2", unit: "days" }],
  [5_400_000, { amount: "90", unit: "minutes" }],
  [1_500, { amount: "1.5", unit: "seconds" }],
  [45_000, { amount: "45", unit: "seconds" }],
] as const)("shows %i ms as a number and a unit, and reads it back", (ms, text) => {
  expect(writeDuration(ms)).toEqual(text);
  expect(readDuration(text)).toEqual({ ok: true, value: ms });
});

test("reads fractions with a point or a comma", () => {
  expect(readDuration({ amount: "1.5", unit: "hours" })).toEqual({ ok: true, value: 5_400_000 });
  expect(readDuration({ amount: " 1,5 ", unit: "days" })).toEqual({ ok: true, value: 129_600_000 });
});

test.each(["", "four", "-1", "0", "1e3", "1:30", "1234567", "1.2345"])("says what to type instead of %j", (amount) => {
  expect(readDuration({ amount, unit: "hours" })).toMatchObject({ ok: false });
});

test("names the limits of a duration", () => {
  expect(readDuration({ amount: "30", unit: "hours" }, { max: 600_000 })).toEqual({
    ok: false,
    problem: "At most 10 minutes.",
  });
  expect(readDuration({ amount: "0", unit: "seconds" }, { min: 0, max: 1_000 })).toEqual({ ok: true, value: 0 });
  expect(readDuration({ amount: "0.5", unit: "seconds" }, { min: 1_000 })).toEqual({
    ok: false,
    problem: "At least 1 second.",
  });
});

test.each([
  ["4 hours", "PT4H"],
  ["1 day 12 hours", "PT36H"],
  ["1 hour, 30 minutes", "PT90M"],
  ["1.5 h", "PT90M"],
  ["90 min", "PT90M"],
  ["2 weeks", "P14D"],
  ["pt24h", "PT24H"],
  ["10 Seconds", "PT10S"],
])("%s is the duration %s", (text, iso) => {
  expect(readDurationWords(text)).toEqual({ ok: true, value: iso });
});

test.each(["", "soon", "4", "0 hours", "-1 day", "4 hours ago", "1 month", "P1M", "9".repeat(5_000)])(
  "%s is not a duration",
  (text) => {
    expect(readDurationWords(text).ok).toBe(false);
  },
);
