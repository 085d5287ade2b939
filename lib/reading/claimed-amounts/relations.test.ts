import { expect, it } from "vitest";
import { readAddition, readRelation, repeatsInDollars, tellsOnlyAmount } from "./relations";

it("knows whether an amount is added to the known one", () => {
  expect(readAddition("add $50", { part: "" })).toBe("on_top");
  expect(readAddition("no, it is $50", { part: "" })).toBeNull();
});

it.each([
  ["just add them up pls, carpets are two so 360", "addition"],
  ["and 90 for paint", "addition"],
  ["all together 900", "addition"],
  ["the total is 900", "total"],
  ["no, 900", "correction"],
  ["900", null],
])("knows what %j makes of its amount", (text, relation) => expect(readRelation(text)).toBe(relation));

it.each([
  "300",
  "it's 300 now",
  "three hundred dollars",
  "no, wait, 300",
  "the bill says 300",
  "I meant the lower one of the garage in Ohio, 300",
  "no, actually a van hit my car, $300",
  "it was $300 in the end",
  "the amount turned out to be 300",
  "in the end it ended up being $300 after all",
])("takes %j as the amount", (text) => expect(tellsOnlyAmount(text)).toBe(true));

it.each([
  "the painter wants 300",
  "there was water behind the wall, it costs 300",
  "we had to sleep in a hotel for 300 dollars",
  "tax is 300",
  "no, plumber 300 with his van",
  "someone broke the door, 300",
])("does not take %j as the amount", (text) => expect(tellsOnlyAmount(text)).toBe(false));

it.each([
  ["450 euros. about 490 dollars i think", true],
  ["490 dollars (450 euros)", true],
  ["€450 which is $490", true],
  ["2000 CAD, $1450", true],
  ["der Schaden ist 1.200 Euro\nSorry. Somebody hit my car, twelve hundred dollars damage", true],
  ["100,000 yen, that is 650 dollars", true],
  ["450 euros, mirror 200 dollars", false],
  ["1,800 euros and 200 dollars", false],
  ["1,800 euros, 200 dollars", false],
  ["490 dollars", false],
])("knows whether %j says one amount in two currencies", (text, same) => expect(repeatsInDollars(text)).toBe(same));
