import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { isAfter, isBefore, isSmallTalk, moneyWords } from "./money-words";

const { before, after } = moneyWords;

it.each(["the garage says it will cost me", "the repair bill is", "they quoted me"])("%j is about money", (text) => {
  const tokens = tokenize(text);
  expect(isBefore(before.strong, tokens, { from: tokens.length, floor: 0 })).toBe(true);
});

it.each(["I saw", "my car", ""])("%j is not about money", (text) => {
  const tokens = tokenize(text);
  expect(isBefore(before.strong, tokens, { from: tokens.length, floor: 0 })).toBe(false);
});

it("stays inside the sentence and the line of a number", () => {
  const tokens = tokenize("it cost. 40 dents");
  expect(isBefore(before.strong, tokens, { from: 3, floor: 3 })).toBe(false);
  expect(isAfter(after.plural, tokens, { to: 4, limit: tokens.length })).toBe(true);
  expect(isAfter(after.plural, tokens, { to: 4, limit: 4 })).toBe(false);
});

it("knows small talk beside an amount", () => {
  const tokens = tokenize("yes, thank you, it is my car 5");
  expect(tokens.map((_, index) => isSmallTalk(tokens, index))).toEqual(
    // yes , thank you , it is my car 5
    [true, true, true, true, true, true, true, true, false, false],
  );
});
