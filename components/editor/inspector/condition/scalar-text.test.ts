import { expect, test } from "vitest";
import { readScalar, writeScalar } from "./scalar-text";

test.each([
  ["$1,000", "money", 100_000],
  ["3", "number", 3],
  ["-2.5", "number", -2.5],
  ["2026-11-15", "date", "2026-11-15"],
  ["2026-11-15T09:30:00Z", "time", "2026-11-15T09:30:00Z"],
  ["car", "text", "car"],
  ["3", "text", "3"],
  ["3", "any", 3],
  ['"3"', "any", "3"],
  ["yes", "any", true],
  ['"yes"', "any", "yes"],
  ["car", "any", "car"],
] as const)("reads %s as %s", (text, input, value) => {
  expect(readScalar(text, input)).toEqual({ ok: true, value });
  expect(readScalar(writeScalar(value, input), input)).toEqual({ ok: true, value });
});

test.each([
  ["", "text"],
  ["", "any"],
  ["three", "number"],
  ["2026-02-30", "date"],
  ["15.11.2026", "date"],
  ["2026-11-15T25:00:00Z", "time"],
] as const)("says what to type instead of %j as %s", (text, input) => {
  expect(readScalar(text, input)).toMatchObject({ ok: false });
});
