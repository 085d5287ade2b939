import { parse } from "chrono-node/en";
import { expect, it } from "vitest";
import { dayOfResult } from "./parsed-days";

const today = "2026-11-29";
const dayIn = (text: string) => {
  const [result] = parse(text, { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }, { forwardDate: false });
  return result ? dayOfResult(result, result.index, text, today) : undefined;
};

it.each([
  ["a van hit my car on November 12", "2026-11-12"],
  ["hit by a truck on December 12", "2025-12-12"],
  ["two days ago", "2026-11-27"],
  ["12/11/2026", "2026-11-12"],
  ["11/12/2026", "2026-11-12"],
  ["this morning", "2026-11-29"],
])("reads the day of %j", (text, day) => expect(dayIn(text)).toMatchObject({ day }));

it.each(["a few days ago", "last month", "tomorrow", "available by Monday", "not on Friday", "I bought it on Friday"])(
  "reads no day of damage in %j",
  (text) => expect(dayIn(text)).toBeNull(),
);

it("gives the offsets of the day", () => expect(dayIn("it was yesterday")).toMatchObject({ start: 7, end: 16 }));
