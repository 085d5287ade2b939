import { expect, it } from "vitest";
import { readMessage } from "./message";

it("hides the numbers of dates and addresses, and keeps those of money", () => {
  const { money } = readMessage("on 12 November in Hafenstrasse 12, 28195 Bremen, costs 450");
  expect(money.flatMap(({ kind, text }) => (kind === "number" ? [text] : []))).toEqual(["450"]);
});

it("knows the sentence and the line of each token", () => {
  const { sentences, lines, lineEnds } = readMessage("One. Two\nthree");
  expect(sentences).toEqual([0, 0, 2, 2, 4, 4]);
  expect(lines).toEqual([0, 0, 0, 0, 4]);
  expect(lineEnds).toEqual([3, 3, 3, 3, 5]);
});

it("ends no sentence at an abbreviation or inside a number", () => {
  expect(new Set(readMessage("approx. 450.50 dollars").sentences)).toEqual(new Set([0]));
});

it("reads an empty message", () => expect(readMessage("")).toMatchObject({ tokens: [], money: [], sentences: [0] }));
