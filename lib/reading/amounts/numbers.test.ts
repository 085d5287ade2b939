import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { add, maySeparate, scanNumber, withRest, withScale } from "./numbers";

const scan = (text: string) => scanNumber(text, tokenize(text), 0);

it.each([
  ["450", 45_000],
  ["1,250.50", 125_050],
  ["1 200.50", 120_050],
  [".50", 50],
  ["twelve hundred", 120_000],
  ["a grand", 100_000],
  ["twenty-four", 2_400],
])("reads %j as cents", (text, cents) => expect(scan(text)?.value).toBe(cents));

it.each(["1.000", "1.000,50", "500 600", "three fifty", "a few hundred"])("says that %j is ambiguous", (text) =>
  expect(scan(text)?.value).toBe("ambiguous"),
);

it("finds no number in words, signs and nothing", () => {
  expect([scan("car"), scan("$"), scan("")]).toEqual([null, null, null]);
});

it("adds a factor and the number after it", () => {
  const text = "2 thousand 500";
  const tokens = tokenize(text);
  const plain = scanNumber(text, tokens, 0);
  const scaled = plain && withScale(text, tokens, 0, plain);
  expect(scaled).toMatchObject({ value: 200_000, scale: 1_000, isScaled: true });
  expect(scaled && withRest(text, tokens, scaled)).toMatchObject({ value: 250_000, end: 3 });
});

it("keeps the problem of a sum", () => {
  expect([add(100, 50), add("ambiguous", 50), add(100, "zero")]).toEqual([150, "ambiguous", "zero"]);
});

it("separates amounts by a space only when it is not a thousands separator", () => {
  expect(["500 600", "1 250", "500 000"].map(maySeparate)).toEqual([true, false, false]);
});

it("takes no number of hundreds of digits for an amount", () => {
  expect(scan("9".repeat(400))?.value).toBe(Number.MAX_SAFE_INTEGER);
  expect(scan("1.".repeat(200))?.value).toBe("ambiguous");
});
