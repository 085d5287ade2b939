import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { markAround, markDays, markPrices } from "./marks";
import type { Piece } from "./pieces";

const piecesOf = (text: string): Piece[] => tokenize(text).map((token) => ({ token, mark: "keep" }));
const marked = (pieces: Piece[], mark: Piece["mark"]): string =>
  pieces.flatMap((piece) => (piece.mark === mark ? [piece.token.raw] : [])).join(" ");

it("marks prices by their words", () => {
  const pieces = piecesOf("two chairs at 120 each");
  markPrices(pieces);
  expect(marked(pieces, "money")).toBe("at 120 each");
});

it("drops a day with its words and keeps a time of day", () => {
  const text = "my car was hit on November 12 at 22:10";
  const pieces = piecesOf(text);
  markDays(pieces, text, "2026-11-29");
  expect(marked(pieces, "drop")).toBe("on November 12");
});

it("drops the introduction and the names of fields", () => {
  const pieces = piecesOf("My name is Tom. When: my car was hit");
  markAround(pieces);
  expect(marked(pieces, "keep")).toBe("my car was hit");
});

it("keeps a text without days, prices and fields", () => {
  const text = "a pipe burst";
  const pieces = piecesOf(text);
  markPrices(pieces);
  markDays(pieces, text, "2026-11-29");
  markAround(pieces);
  expect(marked(pieces, "keep")).toBe(text);
  expect(piecesOf("")).toEqual([]);
});
