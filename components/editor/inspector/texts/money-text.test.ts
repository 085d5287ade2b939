import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { readMoney, writeMoney } from "./money-text";

test.each([
  ["1000", 100_000],
  ["1,000", 100_000],
  ["$1,000.50", 100_050],
  ["1000.5", 100_050],
  ["2.5", 250],
  ["0", 0],
  ["$1k", 100_000],
  ["1.5K", 150_000],
  ["2m", 200_000_000],
  [" $ 999.99 ", 99_999],
  ["850 dollars", 85_000],
  ["1,234,567.89", 123_456_789],
])("reads %s", (text, value) => {
  expect(readMoney(text)).toEqual({ ok: true, value });
});

test.each([
  "",
  "abc",
  "1,00",
  "1.000",
  "10,0000",
  "1 000",
  "-5",
  "$-5",
  "350-400",
  "1e5",
  "1,000,00",
  "٣",
  "9".repeat(40),
])("says what to type instead of %j", (text) => {
  expect(readMoney(text)).toMatchObject({ ok: false });
});

test("reads every amount that it writes", () => {
  for (const cents of [0, 1, 99, 100, 99_999, 100_000, 123_456_789])
    expect(readMoney(writeMoney(cents))).toEqual({ ok: true, value: cents });
});

test.each(["1,", "1", " ", "1,000"])("reads a long run of %j in linear time", (part) => {
  expect(growthOf((size) => readMoney(`$${part.repeat(size)}`), 50_000)).toBeLessThan(mostLinearGrowth);
});
