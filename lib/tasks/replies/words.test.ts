import { expect, test } from "vitest";
import { phrase } from "@/lib/reading/tokens/phrase";
import { isWhole, splitSentences, standsIn, wordSet, wordsOf } from "./words";

test("words are compared without case, marks and width", () => {
  expect(wordsOf("It's the CAFÉ, no. ５!")).toEqual(["it", "s", "the", "café", "no", "5"]);
  expect(wordsOf("…!?")).toEqual([]);
  expect(wordSet("a b\n  c").has("c")).toBe(true);
});

test.each([
  ["Oak Street", "in oak street, 5", true],
  ["Oak", "Oakland", false],
  ["", "anything", false],
  ["street oak", "Oak Street", false],
])("%j stands in %j: %j", (quote, text, isThere) => {
  expect(standsIn(quote, text)).toBe(isThere);
});

test("a phrase fits the whole text, not a part of it", () => {
  const yes = phrase("yes please?");
  expect(["yes", " yes please ", "yes but", ""].map((text) => isWhole(yes, text))).toEqual([true, true, false, false]);
});

test("sentences end at stops, not inside numbers", () => {
  expect(splitSentences("It costs 1.50. Really? Yes")).toEqual(["It costs 1.50. ", "Really? ", "Yes"]);
});
