import { expect, it } from "vitest";
import { phrasesByFirstWord, readTerms, termsIn, weights } from "./vocabulary";

it("knows what a term is about and how clearly", () => {
  expect(weights.get("bumper")).toEqual({ concept: "vehicle", weight: 3 });
  expect(weights.get("window")).toEqual({ concept: "home", weight: 1 });
  expect(weights.get("hello")).toBeUndefined();
});

it("has no term with spaces at its ends or line breaks", () => {
  expect([...weights.keys()].filter((term) => term !== term.trim() || /\n|\s{2}/.test(term))).toEqual([]);
});

it("finds terms of several words by the first one, the longest first", () => {
  const lengths = phrasesByFirstWord.get("mirror")?.map(({ words }) => words.length) ?? [];
  expect(lengths).toEqual([...lengths].sort((left, right) => right - left));
});

it("reads terms with their joined parts and without possessive endings", () => {
  expect(termsIn("The car's door-handle, rear-ended!")).toEqual(["the", "car", "door-handle", "rear-ended"]);
  expect(readTerms("one two, three").map(({ follows }) => follows)).toEqual([true, true, false]);
  expect(termsIn("… !")).toEqual([]);
});
