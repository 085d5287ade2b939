import fc from "fast-check";
import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { compareWords, type WordRun } from "./compare-words";

const written = (runs: WordRun[]) =>
  runs.map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind]).join("");

test("shows the words that differ", () => {
  expect(written(compareWords("Dear you, all is fine today.", "Dear Dana, all is not fine today."))).toBe(
    "Dear [-you, ][+Dana, ]all is [+not ]fine today.",
  );
  expect(written(compareWords("The end.", "The end.\nCall us."))).toBe("The end.[+\nCall us.]");
  expect(compareWords("same", "same")).toEqual([{ kind: "same", text: "same" }]);
  expect(compareWords("", "new")).toEqual([{ kind: "added", text: "new" }]);
  expect(compareWords("", "")).toEqual([]);
});

test("both texts can be read from the runs, and equal words are not repeated", () => {
  const texts = fc.array(fc.constantFrom("a ", "b ", "c ", "d\n", "  "), { maxLength: 40 }).map((all) => all.join(""));
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const runs = compareWords(before, after);
      const read = (without: WordRun["kind"]) =>
        runs.flatMap(({ kind, text }) => (kind === without ? [] : text)).join("");
      expect(read("added")).toBe(before);
      expect(read("removed")).toBe(after);
    }),
  );
});

test("texts without a common word are shown whole, and long ones are compared in linear time", () => {
  const compare = (size: number) => {
    const runs = compareWords("a ".repeat(size), "b ".repeat(size));
    expect(runs.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  };
  expect(growthOf(compare, 10_000)).toBeLessThan(mostLinearGrowth);
});
