import { describe, expect, it } from "vitest";
import { findDoubt, isPriceList } from "./doubts";
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

describe("asks about an amount that may be a part", () => {
  const asks = (text: string) => findDoubt(text, findClaimed(text, true), undefined, true) !== null;

  it.each([
    "half of 3000",
    "deposit 200 of 1,800",
    "500 down payment and 1300 at the end",
    "400 now and another 900 later",
    "three payments of 700",
    "2 of them at 400 each",
    "the parts are 800, labor same again",
    "parts 800 and labor twice that",
    "800 before tax",
    "800 plus vat",
    "800 so far",
    "800 to start with",
    "800 for the first half",
    "first invoice 800, second one not there yet",
    "the door alone is 800",
    "800 just for parts",
    "labour only 800",
    "800, delivery not included",
    "2k 300",
    "180 600 90",
    "1800 for the bumper, 15 for a bulb",
    "my half is 400",
    "i paid 400 of it",
    "one tyre is 150, I need four",
    "tyres 150, four of them",
    "1, 200",
    "1 ,200",
    "900 + rental",
    "900 and the rental car comes on top",
    "900, rental car not counted",
    "900 but it will be more",
    "900ish, could go up",
    "the door costs 900. and then the paint job. i don't know that yet",
  ])("in %j", (text) => expect(asks(text)).toBe(true));

  it.each([
    "just 900",
    "it's only 900",
    "one payment of 900",
    "900 for everything",
    "900 including tax",
    "900 in parts and labor",
    "labour is included, 900",
    "first they said 800, now 1100",
    "about 900 I think, it is 12 years old",
    "900, called three garages",
    "The garage on Route 66 said 900 on 12 Nov 2026",
    "deposit 200, rest 700, total 900",
    "about 900, not more",
    "900 and no more than that",
    "it will be more like 900",
    "two of my friends say 900",
    "I was there at 12, 900 dollars",
    "1,200",
    "I have two cars, this one costs 900",
  ])("but not in %j", (text) => expect(asks(text)).toBe(false));
});
