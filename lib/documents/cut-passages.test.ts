import fc from "fast-check";
import { expect, test } from "vitest";
import { cutPassages } from "./cut-passages";
import type { TextBlock } from "./schema";

const block = (text: string, level = 0, page: number | null = null): TextBlock => ({ text, level, page });

test("A passage has the headings above it", () => {
  const blocks = [
    block("Home", 1),
    block("Water", 2),
    block("Leaks."),
    block("Fire", 2),
    block("Smoke."),
    block("Car", 1),
    block("Glass."),
  ];
  expect(cutPassages(blocks).map(({ heading, text }) => `${heading}: ${text}`)).toEqual([
    "Home > Water: Leaks.",
    "Home > Fire: Smoke.",
    "Car: Glass.",
  ]);
});

test("Short paragraphs are put together, up to 600 characters and within a page", () => {
  const blocks = [
    block("a".repeat(300), 0, 1),
    block("b".repeat(200), 0, 1),
    block("c".repeat(200), 0, 1),
    block("d", 0, 2),
  ];
  expect(cutPassages(blocks).map(({ text, page }) => [text.length, page])).toEqual([
    [501, 1],
    [200, 1],
    [1, 2],
  ]);
});

test("A long paragraph is cut between sentences", () => {
  const sentence = `${"word ".repeat(99)}end.`;
  const parts = cutPassages([block(Array.from({ length: 6 }, () => sentence).join(" "))]);
  expect(parts.every(({ text }) => text.length <= 1_200 && text.endsWith("end."))).toBe(true);
});

test("Passages are shorter or longer when another length is wanted, never longer than 1,200 characters", () => {
  const blocks = Array.from({ length: 12 }, () => block(`${"word ".repeat(36)}end.`));
  const lengths = [200, 600, 1_200].map((length) => cutPassages(blocks, length).length);
  expect(lengths).toEqual([12, 4, 2]);
  const long = cutPassages([block(`${"word ".repeat(99)}end. `.repeat(6))], 200);
  expect(long.every(({ text }) => text.length <= 400)).toBe(true);
});

test("Every word of the text is in one passage, in order, and no passage is longer than 1,200 characters", () => {
  const words = fc.array(
    fc
      .string({ minLength: 1, maxLength: 30 })
      .filter((word) => /^\S+$/.test(word))
      .map((word) => `a${word}`),
    { maxLength: 400 },
  );
  const blocks = fc.array(
    fc.record({ words, level: fc.constantFrom(0, 0, 0, 1, 2), page: fc.constantFrom(null, 1, 2) }),
  );
  fc.assert(
    fc.property(blocks, (all) => {
      const given = all.map(({ words: list, level, page }) => block(list.join(" "), level, page));
      const passages = cutPassages(given);
      const wordsOf = (texts: string[]) => texts.join(" ").split(/\s+/).filter(Boolean);
      expect(wordsOf(passages.map(({ text }) => text))).toEqual(
        wordsOf(given.flatMap((one) => (one.level === 0 ? one.text : []))),
      );
      expect(passages.every(({ text }) => text !== "" && text.length <= 1_201)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test("A line without an end is cut between characters", () => {
  for (const character of ["\u{1F600}", "e\u0301", "\u{1F469}\u200D\u{1F4BB}"]) {
    const text = `a${character}`.repeat(1_500);
    const parts = cutPassages([block(text)]).map((part) => part.text);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("")).toBe(text);
    expect(parts.every((part) => part.isWellFormed() && !/^[\p{M}\u200D]|\u200D$/u.test(part))).toBe(true);
  }
});

test("A heading as long as a paragraph is a paragraph, so that not every passage repeats it", () => {
  const long = "word ".repeat(100).trim();
  expect(cutPassages([block("Home", 1), block(long, 2), block("Leaks.")])).toEqual([
    { heading: "Home", text: `${long}\nLeaks.`, page: null },
  ]);
});

test("What has no letter or digit is not a passage of its own", () => {
  expect(cutPassages([block("\u2014\u2014\u2014"), block("Home", 1), block("\u2714"), block("Leaks.")])).toEqual([
    { heading: "Home", text: "\u2714\nLeaks.", page: null },
  ]);
});
