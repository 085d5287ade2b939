import { expect, it } from "vitest";
import { oneOf, phraseWords, wordList, wordSet } from "./word-list";

it("reads words over several lines", () => {
  expect(wordList("\n  car van\n  truck\n")).toEqual(["car", "van", "truck"]);
  expect(wordSet("car car").size).toBe(1);
});

it("reads the words of a list in a phrase", () =>
  expect(phraseWords("car|\n  i don't|van")).toEqual(["car", "i don't", "van"]));

it("fits whole words only", () => {
  const month = oneOf("jan(?:uary)?|\n  feb", "i");
  expect(["January", "feb", "jan feb", "febr", ""].map((text) => month.test(text))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
