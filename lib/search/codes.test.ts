import { expect, test } from "vitest";
import { toCode } from "./codes";
import { embedStatically } from "./static/static-embeddings";

const differentBits = (one: string, other: string) => [...one].filter((bit, index) => bit !== other[index]).length;

test("The code of an embedding never changes, because codes are stored", () => {
  const embedding = Float32Array.from({ length: 128 }, (_, index) => Math.sin(index + 1));
  expect(toCode(embedding)).toHaveLength(1_024);
  expect(toCode(embedding).slice(0, 64)).toMatchInlineSnapshot(
    `"0011000100111001010000101010011100010011110101111111000100100001"`,
  );
});

test("Similar texts have codes that differ in fewer bits", () => {
  const code = (text: string) => toCode(embedStatically(text));
  const glass = code("The excess for glass repair is $75");
  expect(differentBits(glass, code("The excess for a repair of glass is $100"))).toBeLessThan(210);
  expect(differentBits(glass, code("A dog bit the neighbour in the garden"))).toBeGreaterThan(350);
});

test.each([
  [3, 1_024],
  [128, 1_024],
  [384, 1_024],
  [1_024, 1_024],
  [1_536, 2_048],
])("An embedding of %i dimensions has a code of %i bits", (dimensions, bits) => {
  expect(toCode(new Float32Array(dimensions).fill(0.1))).toHaveLength(bits);
});
