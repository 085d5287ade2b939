import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { similarity } from "../vectors";
import { embedStatically } from "./static-embeddings";
import { Tokenizer } from "./tokenize";

const tokenizer = new Tokenizer(readFileSync("lib/search/static/wordpiece-vocabulary.txt", "utf8"));
const vocabulary = readFileSync("lib/search/static/wordpiece-vocabulary.txt", "utf8").split("\n");
const piecesOf = (text: string) => tokenizer.tokenize(text).map((id) => vocabulary[id]);

test.each([
  ["The windscreen cracked.", ["the", "winds", "##creen", "cracked", "."]],
  ["CAFÉ", ["cafe"]],
  ["", []],
  ["  \n ", []],
  ["\u{1F600}", ["[UNK]"]],
  [`a ${"b".repeat(101)} c`, ["a", "[UNK]", "c"]],
])("%j is split as BERT splits it", (text, pieces) => {
  expect(piecesOf(text)).toEqual(pieces);
});

test("A long text is cut after 254 tokens, in time that grows with its length only", () => {
  expect(tokenizer.tokenize("damage ".repeat(100_000))).toHaveLength(254);
  expect(tokenizer.tokenize("x".repeat(1_000_000))).toHaveLength(1);
});

test("Embeddings have length 1, and those of similar texts point in a similar direction", () => {
  const one = embedStatically("A deer ran into my car");
  const other = embedStatically("Collision of the vehicle with an animal");
  const different = embedStatically("The tenant pays the rent on the first of the month");
  expect(one).toHaveLength(128);
  expect(similarity(one, one)).toBeCloseTo(1, 5);
  expect(similarity(one, other)).toBeGreaterThan(similarity(one, different) + 0.1);
});

test("A text without a token has an embedding of zeros", () => {
  expect(similarity(embedStatically(""), embedStatically(""))).toBe(0);
});
