import { expect, it } from "vitest";
import { addDays, isoDay, latestYear, monthNames } from "./calendar";

it("writes days with all their digits", () => expect(isoDay(26, 1, 5)).toBe("0026-01-05"));

it("counts days over the ends of months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2024-03-01", -1)).toBe("2024-02-29");
});

it("gives the year in which a day was last", () => {
  expect(latestYear(11, 29, "2026-11-29")).toBe(2026);
  expect(latestYear(11, 30, "2026-11-29")).toBe(2025);
});

it("knows full and short names of months", () => {
  const month = new RegExp(`^(?:${monthNames})$`);
  expect(["jan", "january", "sept", "june", "ma", ""].map((name) => month.test(name))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
