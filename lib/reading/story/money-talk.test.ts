import { expect, it } from "vitest";
import { isAboutMoney, isMoneyTalk, namesPrice } from "./money-talk";

it.each(["garage", "costs", "qoute", "garge", "sez"])("%j is about money", (word) =>
  expect([isAboutMoney(word), isMoneyTalk(word)]).toEqual([true, true]),
);

it.each(["parts", "typo"])("%j is about money only among such words", (word) =>
  expect([isAboutMoney(word), isMoneyTalk(word)]).toEqual([false, true]),
);

it.each(["kitchen", "burst", ""])("%j is not about money", (word) =>
  expect([isAboutMoney(word), isMoneyTalk(word)]).toEqual([false, false]),
);

it("knows words that name a price", () => {
  expect(["says", "quoted", "wnats", "saw"].map(namesPrice)).toEqual([true, true, true, false]);
});
