import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { hideOtherNumbers } from "./other-numbers";

const numbersIn = (text: string): string[] =>
  hideOtherNumbers(tokenize(text)).flatMap(({ kind, text: number }) => (kind === "number" ? [number] : []));

it.each([
  "on 12 November 2026",
  "at 10:30 am",
  "11/12/2026",
  "doing 30 mph",
  "2 weeks ago",
  "on the 405",
  "my Audi 80",
  "a building from 1962",
  "policy no 123",
  "apt 4",
  "20% of it",
])("hides the numbers of %j", (text) => expect(numbersIn(text)).toEqual([]));

it.each([
  ["the repair costs 450", ["450"]],
  ["$12 per hour", ["12"]],
  ["from 2000 to 2500", ["2000", "2500"]],
  ["my Golf 7 needs 800", ["800"]],
  ["", []],
])("keeps the amounts of %j", (text, numbers) => expect(numbersIn(text)).toEqual(numbers));

it("does not change the tokens of the text", () => {
  const tokens = tokenize("at 10:30");
  hideOtherNumbers(tokens);
  expect(tokens.map(({ kind }) => kind)).toEqual(["word", "number", "symbol", "number"]);
});
