import { expect, test } from "vitest";
import { formatDay, isoDayOf } from "./format-day";

test.each([
  ["2026-11-15", "15 Nov 2026"],
  ["2026-02-01", "1 Feb 2026"],
  ["2026-13-40", "2026-13-40"],
  ["soon", "soon"],
  ["", ""],
])("%j is read as %j, whatever the time zone", (iso, text) => {
  expect(formatDay(iso)).toBe(text);
});

test("the day of a moment is that of UTC", () => {
  expect(isoDayOf(new Date("2026-11-29T23:59:59Z"))).toBe("2026-11-29");
});
