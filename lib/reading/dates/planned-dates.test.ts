import { expect, test } from "vitest";
import { readPlannedDate } from "./planned-dates";

// A Sunday.
const today = "2026-11-29";

test.each([
  ["I start on 1 December", "2026-12-01"],
  ["1 March", "2027-03-01"],
  ["tomorrow", "2026-11-30"],
  ["next Monday", "2026-11-30"],
  ["on Friday", "2026-12-04"],
  ["in two weeks", "2026-12-13"],
  ["2027-01-15", "2027-01-15"],
  ["15 November 2026", "2026-11-15"],
])("%j is the planned day %s", (text, day) => {
  expect(readPlannedDate(text, today)).toBe(day);
});

test.each(["next month", "some day", "I may come", ""])("%j is not a day", (text) => {
  expect(readPlannedDate(text, today)).toBeNull();
});
