import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { findQuote } from "./find-quote";

const clause = "Damage by “sudden”  water is covered,\nbut not the tenant's\u00a0carpet. We are unable to pay cash.";

test.each([
  ["the same words", "Damage by “sudden”  water", "Damage by “sudden”  water"],
  ["other quotation marks", 'Damage by "sudden" water is', "Damage by “sudden”  water is"],
  ["another apostrophe", "not the tenant’s carpet.", "not the tenant's\u00a0carpet."],
  ["other spaces", "is  covered, but not\nthe", "is covered,\nbut not the"],
  ["a quote in quotation marks of its own", "“is covered, but not the”", "is covered,\nbut not the"],
  ["the whole text", clause, clause],
])("finds %s, as it stands in the text", (_name, quote, found) => expect(findQuote(quote, clause)).toBe(found));

test.each([
  ["other words", "Damage by slow water is covered"],
  ["another case", "damage by “sudden” water"],
  ["words with a gap", "Damage by “sudden” water … the tenant's carpet"],
  ["words without their end", "is covered, but not the ten"],
  ["words without their beginning, which say the opposite", "able to pay cash"],
  ["two words", "is covered"],
  ["nothing", ""],
  ["marks alone", "“ ”, ."],
])("does not find %s", (_name, quote) => expect(findQuote(quote, clause)).toBeUndefined());

test("does not begin or end in the middle of a character", () => {
  const text = "\u{1F697} Theft of cars is covered \u{1F600}";
  expect(findQuote(`\ude97 Theft of cars`, text)).toBeUndefined();
  expect(findQuote(`cars is covered \ud83d`, text)).toBeUndefined();
  expect(findQuote("\u{1F697} Theft of cars", text)).toBe("\u{1F697} Theft of cars");
});

test("finds a text of two words as a whole", () => {
  expect(findQuote("Not covered.", "Not covered.")).toBe("Not covered.");
  expect(findQuote("Not", "Not covered.")).toBeUndefined();
});

test("finds what a fence has changed for the model", () => {
  expect(findQuote("losses ‹ 500 are not", "losses < 500 are not covered")).toBe("losses < 500 are not");
});

test("reads a long text in linear time, also for a quote that nearly fits everywhere", () => {
  const quote = `${"a b ".repeat(200)}c`;
  const find = (size: number) => expect(findQuote(quote, "a b ".repeat(size))).toBeUndefined();
  expect(growthOf(find, 5_000)).toBeLessThan(mostLinearGrowth);
});
