import { expect, it } from "vitest";
import { isAddress, tidyPlace } from "./place-words";

it.each([
  ["on Mill Road", "Mill Road"],
  ["in the kitchen", "the kitchen"],
  ["at elm street", "Elm Street"],
  ["near the school", "near the school"],
  ["at home", "at home"],
  ["  it was in   the hall ", "the hall"],
  ["probably in the hall", "the hall"],
  ["infront of the bank", "in front of the bank"],
  ["Outside the gym", "outside the gym"],
  ["", ""],
])("writes %j as %j", (place, tidied) => expect(tidyPlace(place)).toBe(tidied));

it("knows an address by its name or number", () => {
  expect(["Mill Road", "unit 5", "the avenue", "the kitchen", ""].map(isAddress)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
