import { describe, expect, test } from "vitest";
import { readPlace } from "../places/places";
import { describeEvent } from "../story/description";
import { findDays, readDate } from "./dates";
import { findHolidays } from "./holidays";

// Sunday, three days after Thanksgiving.
const today = "2026-11-29";

describe("a feast is the latest such day", () => {
  test.each([
    ["On Thanksgiving a van hit my car", "2026-11-26"],
    ["last Thanksgiving", "2026-11-26"],
    ["Thanksgiving last year", "2025-11-27"],
    ["Thanksgiving Day 2024", "2024-11-28"],
    ["on Black Friday", "2026-11-27"],
    ["the day before Thanksgiving", "2026-11-25"],
    ["two days after Christmas", "2025-12-27"],
    ["on Christmas Eve", "2025-12-24"],
    ["Christmas morning", "2025-12-25"],
    ["on xmas", "2025-12-25"],
    ["on Boxing Day", "2025-12-26"],
    ["New Year's Eve", "2025-12-31"],
    ["on new years eve", "2025-12-31"],
    ["New Year's Day", "2026-01-01"],
    ["on New Year’s", "2026-01-01"],
    ["MLK Day", "2026-01-19"],
    ["on Valentine's Day", "2026-02-14"],
    ["Presidents' Day", "2026-02-16"],
    ["St. Patrick's Day", "2026-03-17"],
    ["on Good Friday", "2026-04-03"],
    ["Easter Sunday", "2026-04-05"],
    ["on Easter", "2026-04-05"],
    ["Easter Monday", "2026-04-06"],
    ["on Easter of 2025", "2025-04-20"],
    ["Mother's Day", "2026-05-10"],
    ["Memorial Day", "2026-05-25"],
    ["on Juneteenth", "2026-06-19"],
    ["Father's Day", "2026-06-21"],
    ["the Fourth of July", "2026-07-04"],
    ["on the 4th of July", "2026-07-04"],
    ["on Labor Day", "2026-09-07"],
    ["Columbus Day", "2026-10-12"],
    ["Halloween", "2026-10-31"],
    ["Halloween night", "2026-10-31"],
    ["on haloween", "2026-10-31"],
    ["Election Day", "2026-11-03"],
    ["Veterans Day", "2026-11-11"],
    ["Cyber Monday", "2025-12-01"],
  ])("%s: %s", (text, day) => expect(readDate(text, today)).toBe(day));

  test("and never one to come", () => {
    expect(readDate("on Christmas", "2026-12-24")).toBe("2025-12-25");
    expect(readDate("on Christmas", "2026-12-25")).toBe("2026-12-25");
    expect(readDate("on Thanksgiving", "2026-11-25")).toBe("2025-11-27");
  });
});

describe("a feast is not a day", () => {
  test.each([
    "after Christmas",
    "around Easter",
    "over Thanksgiving",
    "the Christmas tree fell on my TV",
    "the Thanksgiving weekend",
    "Easter Road is closed",
    "next Christmas",
    "it was not on Halloween",
    "Hanukkah",
  ])("in: %s", (text) => expect(findHolidays(text, today)).toEqual([]));
});

test("what happened is written without it, and it is not a place", () => {
  expect(describeEvent("On Thanksgiving the turkey fryer burned my curtain", today)).toBe(
    "The turkey fryer burned my curtain.",
  );
  expect(describeEvent("Someone hit my car on Christmas Eve in Boston", today)).toBe("Someone hit my car.");
  expect(readPlace("on Juneteenth someone hit my car")).toBeNull();
  expect(readPlace("on Labor Day in Leeds someone hit my car")).toBe("Leeds");
  expect(findDays("hit on Black Friday at 5", today)).toHaveLength(1);
});
