import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { drop, endsSentence, finish, isReference, type Piece, withReferences } from "./pieces";

const piecesOf = (text: string): Piece[] => tokenize(text).map((token) => ({ token, mark: "keep" }));
const without = (text: string, cut: string): string => {
  const pieces = piecesOf(text);
  const start = text.indexOf(cut);
  drop(pieces.filter(({ token }) => token.start >= start && token.end <= start + cut.length));
  return finish(pieces);
};

it("writes sentences with a capital letter and a point", () => {
  expect(finish(piecesOf("a pipe burst. the floor is wet"))).toBe("A pipe burst. The floor is wet.");
});

it.each([
  ["my car broke, for $300", "$300", "My car broke."],
  ["a pipe burst (about $400)", "about $400", "A pipe burst."],
  ["broke and $300 and it hit the floor", "$300", "Broke and it hit the floor."],
  ["Because my heater exploded, I need $450", "I need $450", "My heater exploded."],
  ["$300", "$300", ""],
])("leaves clean words of %j", (text, cut, rest) => expect(without(text, cut)).toBe(rest));

it("ends no sentence at an abbreviation, a decimal point or a time of day", () => {
  const pieces = piecesOf("incl. tax 1.5 at 4 p.m. a van. Then");
  const ends = pieces.flatMap(({ token }, index) => (endsSentence(pieces, index) ? [token.start] : []));
  expect(ends).toEqual(["incl. tax 1.5 at 4 p.m. a van".length]);
});

it("reads a reference as one word", () => {
  const text = "see invoice no. 88123 of my car";
  const tokens = withReferences(text, tokenize(text));
  expect(tokens.filter(isReference).map(({ raw }) => raw)).toEqual(["invoice no. 88123"]);
  expect(withReferences("invoice 400 dollars", tokenize("invoice 400 dollars")).filter(isReference)).toEqual([]);
});
