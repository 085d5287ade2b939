import { expect, it } from "vitest";
import { findAmounts } from "./find-amounts";
import { readMessage } from "./message";
import { hasTotalLoss } from "./not-claimed";

it.each([
  "my deductible is $500",
  "I bought the car for $9,000",
  "my car is worth $12,000",
  "rent is $900 a month",
  "you already paid me $800 last year",
  "it is not $500",
])("%j claims nothing", (text) => expect(findAmounts(text)).toEqual([]));

it.each([
  ["the repair costs $640, my deductible is $500", ["$640"]],
  ["my car was stolen, it was worth $12,000", ["$12,000"]],
  ["the TV is destroyed, $400", ["$400"]],
])("%j claims the rest", (text, amounts) => expect(findAmounts(text)).toEqual(amounts));

it.each(["my car was totaled", "it was stolen", "burned down", "a total loss"])("%j is a total loss", (text) =>
  expect(hasTotalLoss(readMessage(text))).toBe(true),
);

it.each(["it was not totaled", "the bill totaled $900", "stolen from my car", "destroyed my windshield", ""])(
  "%j is not a total loss",
  (text) => expect(hasTotalLoss(readMessage(text))).toBe(false),
);
