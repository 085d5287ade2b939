import { expect, test } from "vitest";
import { findQuote } from "./find-quote";

const text = "We pay for glass.\n\nThe excess  is $75, unless “repaired”. İstanbul is abroad.";
const found = (quote: string) => {
  const place = findQuote(text, quote);
  return place && text.slice(place.start, place.end);
};

test.each([
  ["the same words", "The excess  is $75", "The excess  is $75"],
  ["other spaces and line breaks", " glass. The excess is\n$75 ", "glass.\n\nThe excess  is $75"],
  ["other capitals", "we pay FOR glass", "We pay for glass"],
  ["other quotation marks", 'unless "repaired"', "unless “repaired”"],
  ["letters after one that changes its length", "is abroad.", "is abroad."],
])("A quote with %s is found", (_, quote, expected) => {
  expect(found(quote)).toBe(expected);
});

test.each([
  ["other words", "We never pay for glass"],
  ["no words", " \n "],
  ["more than the text", `${text} And more.`],
])("A quote with %s is not found", (_, quote) => {
  expect(found(quote)).toBeNull();
});

test("A passage that repeats nearly the quote is searched at once", () => {
  const start = performance.now();
  expect(findQuote("a ".repeat(900), `${"a ".repeat(400)}b`)).toBeNull();
  expect(performance.now() - start).toBeLessThan(100);
});
