import fc from "fast-check";
import { expect, test } from "vitest";
import { longestParagraph, readLines } from "./read-lines";

async function linesOf(text: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(text)) lines.push(line);
  return lines;
}

test("short lines are those of the text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom("a", " ", "\n", "\u{1F600}") }), async (text) => {
      expect(await linesOf(text)).toEqual(text.split("\n"));
    }),
  );
});

test.each([
  ["sentences", "A storm is wind. Hail is ice. "],
  ["words", "storm "],
  ["one word", "x"],
  ["accents", "e\u0301"],
  ["emoji", "\u{1F600}"],
])("a long line of %s comes in parts, without loss and without half a character", async (_name, unit) => {
  const text = unit.repeat(Math.ceil((3.3 * longestParagraph) / unit.length));
  const parts = await linesOf(text);
  expect(parts.join("")).toBe(text);
  expect(parts.length).toBeGreaterThan(3);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(longestParagraph);
  for (const part of parts.slice(0, -1)) expect(part.endsWith(unit)).toBe(true);
});
