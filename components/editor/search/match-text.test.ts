import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { findMatches, plainMatch, replaceIn } from "./match-text";

const places = (text: string, query: string, options = {}) =>
  findMatches(text, query, { ...plainMatch, ...options }).map(({ from }) => from);

test("case counts when it is asked for", () => {
  expect(places("Claim claim CLAIM", "claim")).toEqual([0, 6, 12]);
  expect(places("Claim claim CLAIM", "claim", { matchesCase: true })).toEqual([6]);
});

test("whole words are not parts of others, in any script", () => {
  expect(places("claim claims my-claim reclaim claim", "claim", { wholeWords: true })).toEqual([0, 16, 30]);
  expect(places("Größe Größen", "größe", { wholeWords: true })).toEqual([0]);
  expect(places("a (b) c", "(b)", { wholeWords: true })).toEqual([2]);
});

test("names in placeholders and tags are found and stay", () => {
  const template = "Amount: {{ amount_cents | money }}{% if amount %}, the amount{% endif %}";
  expect(findMatches(template, "amount", plainMatch).map(({ isName }) => isName)).toEqual([false, true, true, false]);
  expect(replaceIn(template, "amount", "sum")).toBe(
    "sum: {{ amount_cents | money }}{% if amount %}, the sum{% endif %}",
  );
  expect(replaceIn("an open {{ placeholder", "placeholder", "x")).toBe("an open {{ placeholder");
});

test("a search in a long text takes time that grows with its length only", () => {
  const find = (size: number) =>
    expect(findMatches("{{ a }} b ".repeat(size), "b", { ...plainMatch, wholeWords: true })).toHaveLength(size);
  expect(growthOf(find, 2_000)).toBeLessThan(mostLinearGrowth);
});
