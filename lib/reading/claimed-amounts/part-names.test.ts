import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { nameEnd, partName, thingOf } from "./part-names";

const partOf = (text: string): string => {
  const tokens = tokenize(text);
  const from = tokens.findIndex(({ kind, text: sign }) => kind === "number" || sign === "$");
  const to = tokens.findLastIndex(({ kind }) => kind === "number") + 1;
  return partName(tokens, from, to);
};

it.each([
  ["TV 400", "TV"],
  ["$500 for the door", "door"],
  ["the washing machine costs $600", "washing machine"],
  ["it costs 400", ""],
  ["400", ""],
  ["my claim: $300 for my trouble", ""],
])("%j is for %j", (text, part) => expect(partOf(text)).toBe(part));

it("names things in the singular", () => {
  expect(["tyres", "dishes", "shelves", "garage", "love"].map((word) => thingOf(tokenize(word)[0]))).toEqual([
    "tyre",
    "dish",
    "shelf",
    "garage",
    "",
  ]);
  expect(thingOf(undefined)).toBe("");
});

it("ends at the amount when no thing follows", () => {
  expect(nameEnd(tokenize("$500 for the side mirror"), 2)).toBe(6);
  expect(nameEnd(tokenize("$500 for me"), 2)).toBe(2);
});
