import { expect, test } from "vitest";
import { exactTime, relativeTime } from "./relative-time";

const now = Date.parse("2026-11-15T12:00:00Z");

test.each([
  ["2026-11-15T11:59:40Z", "just now"],
  ["2026-11-15T12:00:20Z", "just now"],
  ["2026-11-15T11:55:00Z", "5 min ago"],
  ["2026-11-15T11:00:00Z", "1 hour ago"],
  ["2026-11-15T15:10:00Z", "in 3 hours"],
  ["2026-11-13T12:00:00Z", "2 days ago"],
])("says %s as %s", (iso, words) => {
  expect(relativeTime(iso, now)).toBe(words);
});

test("says a time more than a week away as its date", () => {
  expect(relativeTime("2026-10-01T12:00:00Z", now)).toBe("1 Oct 2026");
});

test("says the exact time of a zone the same on every machine", () => {
  expect(exactTime("2026-11-15T14:05:00Z", "UTC")).toBe("15 Nov 2026, 14:05 UTC");
});
