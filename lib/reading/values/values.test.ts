import { describe, expect, test } from "vitest";
import { findDurations, parseDurationText, typedDuration } from "./find-durations";
import { findEmails, parseEmail } from "./find-emails";
import { findNumbers, parseNumber } from "./find-numbers";

const valuesIn = (text: string) => findNumbers(text).map(({ value }) => value);
const msIn = (text: string) => findDurations(text).map(({ ms }) => ms);
const hour = 3_600_000;

describe("numbers in words", () => {
  test.each([
    ["We need 12 chairs and 3.5 tables", [12, 3.5]],
    ["1,250 people, three dogs, -4 degrees", [1_250, 3, -4]],
    ["it costs $640, or 80 dollars, 2k", []],
    ["on 2026-11-15 at 10:30, 12/11, 2-3 of them", []],
    ["the one with 3rd class, 12px, v2, 1,2345, 20%", []],
    ["zero", [0]],
    ["1e999", []],
  ])("of %j are %j", (text, values) => expect(valuesIn(text)).toEqual(values));

  test.each([
    ["12", 12],
    [" 1,250.5 ", 1_250.5],
    ["-3", -3],
    ["−3", -3],
    ["seven", 7],
    ["one", 1],
    ["-0", 0],
  ])("%j is typed for %d", (text, value) => expect(parseNumber(text)).toEqual({ ok: true, value }));

  test.each([
    ["1.500", "ambiguous"],
    ["2,5", "ambiguous"],
    ["1e9", "no_number"],
    ["", "no_number"],
    ["12 chairs", "no_number"],
    ["NaN", "no_number"],
    ["0x10", "no_number"],
    ["9".repeat(40), "no_number"],
    ["12; DROP TABLE", "no_number"],
  ])("%j is not a number: %s", (text, problem) => expect(parseNumber(text)).toEqual({ ok: false, problem }));
});

describe("e-mail addresses", () => {
  test.each([
    ["Write to Ann.Lee+x@Example.COM, please.", ["Ann.Lee+x@example.com"]],
    ["a@b.co or c@d.org", ["a@b.co", "c@d.org"]],
    ["a@b.co and A@b.co", ["a@b.co", "A@b.co"]],
    ["none: a@b, @b.co, a@@b.co, .a@b.co, a..b@c.de, a@-b.co, a@b-.co", []],
  ])("in %j are %j", (text, found) => expect(findEmails(text)).toEqual(found));

  test("are typed alone", () => {
    expect(parseEmail(" mailto:ann@example.com ")).toBe("ann@example.com");
    for (const wrong of ["", "ann", "a@b.co, c@d.co", "a@b.co>", "<script>@b.co", `${"a".repeat(65)}@b.co`, "a b@c.de"])
      expect(parseEmail(wrong)).toBeUndefined();
  });
});

describe("durations in words", () => {
  test.each([
    ["It takes 4 hours", [4 * hour]],
    ["1 day, 12 hours and 30 minutes", [36.5 * hour]],
    ["two and a half hours", [2.5 * hour]],
    ["an hour and a half", [1.5 * hour]],
    ["half an hour", [0.5 * hour]],
    ["a week", [168 * hour]],
    ["2 days or 5 days", [48 * hour, 120 * hour]],
    ["4h", [4 * hour]],
    ["2-3 hours, two or three days, 3 to 4 weeks, 3 days ago", []],
    ["2 months", []],
    ["a house", []],
  ])("of %j are %j", (text, found) => expect(msIn(text)).toEqual(found));

  test.each([
    ["4 hours", 4 * hour],
    ["PT90M", 1.5 * hour],
    ["p2d", 48 * hour],
  ])("%j is typed", (text, ms) => expect(parseDurationText(text)).toBe(ms));

  test.each(["", "soon", "4", "about 4 hours", "P1M", "4 hours 2 days", "9999999 weeks"])("%j is none", (text) =>
    expect(parseDurationText(text)).toBeUndefined(),
  );

  test("are shown as people type them", () => {
    expect(["PT4H", "P1D", "PT90M", "P1DT12H"].map(typedDuration)).toEqual([
      "4 hours",
      "1 day",
      "90 minutes",
      "1 day 12 hours",
    ]);
    expect(parseDurationText(typedDuration("P1DT12H"))).toBe(36 * hour);
  });
});
