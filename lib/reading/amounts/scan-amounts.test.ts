import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { distinctAmounts, scanAmounts } from "./scan-amounts";

const scan = (text: string) => scanAmounts(text, tokenize(text));

it("finds each amount with its place and its currency", () => {
  expect(scan("sofa 400 and carpet $300")).toMatchObject([
    { start: 5, end: 8, from: 1, to: 2, cents: 40_000, marked: false },
    { start: 20, end: 24, from: 4, to: 6, cents: 30_000, marked: true },
  ]);
});

it.each([
  ["350 to 400 dollars", 35_000, 40_000],
  ["between one thousand and fifteen hundred", 100_000, 150_000],
  ["two to three hundred", 20_000, 30_000],
])("reads %j as one range", (text, fromCents, cents) => expect(scan(text)).toMatchObject([{ fromCents, cents }]));

it.each([
  ["-$40", "negative"],
  ["300 euros", "other_currency"],
  ["300-odd dollars", "ambiguous"],
  ["1.250", "ambiguous"],
])("names the problem of %j", (text, problem) => expect(scan(text)).toMatchObject([{ problem }]));

it.each(["", "my car", "grand", "a4b", "#500"])("finds no amount in %j", (text) => expect(scan(text)).toEqual([]));

it("does not read a replacement as a range", () => {
  expect(scan("change 640 to 500").map(({ cents }) => cents)).toEqual([64_000, 50_000]);
});

it("gives equal amounts once", () => {
  expect(distinctAmounts(scan("$5, $5 and $6")).map(({ cents }) => cents)).toEqual([500, 600]);
});
