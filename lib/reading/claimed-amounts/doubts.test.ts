import { expect, it } from "vitest";
import { findDoubt, isPriceList, readAddition } from "./doubts";
import { findClaimed } from "./find-amounts";

const doubt = (text: string, current?: number) =>
  findDoubt(text, findClaimed(text), current)?.map(({ cents }) => cents / 100) ?? null;

it.each(["the garage says $640", "bumper 500, door 300, total 800", "my car was hit", ""])(
  "has no doubt about %j",
  (text) => expect(doubt(text)).toBeNull(),
);

it.each([
  ["two tyres at $150 each", [150]],
  ["it costs at least $700", [700]],
  ["the repair is $900 minus a $100 voucher", [900, 100]],
  ["20% of $1000", [1000]],
])("asks about the amounts of %j", (text, amounts) => expect(doubt(text)).toEqual(amounts));

it("names a deductible as one", () => {
  const text = "the repair costs $900, my deductible is $250";
  expect(findDoubt(text, findClaimed(text))).toEqual([
    { cents: 90_000, isDeductible: false },
    { cents: 25_000, isDeductible: true },
  ]);
});

it("asks about the known amount too", () => expect(doubt("minus $50", 90_000)).toEqual([900, 50]));

it("knows a list of prices by its things", () => {
  expect(isPriceList("TV 400, laptop 900", true)).toBe(true);
  expect(isPriceList("TV 400, no, 900", true)).toBe(false);
  expect(isPriceList("", true)).toBe(false);
});

it("knows whether an amount is added to the known one", () => {
  expect(readAddition("add $50", { part: "" })).toBe("on_top");
  expect(readAddition("no, it is $50", { part: "" })).toBeNull();
});
