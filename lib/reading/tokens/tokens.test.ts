import fc from "fast-check";
import { expect, it } from "vitest";
import { linesOf, tokenize } from "./tokens";

const textsOf = (text: string) => tokenize(text).map((token) => token.text);

it("takes a text apart into words, runs of digits, single signs and line breaks", () => {
  expect(textsOf("It’s $1,250.50\nfor 4B!")).toEqual([
    "it's",
    "$",
    "1",
    ",",
    "250",
    ".",
    "50",
    "\n",
    "for",
    "4",
    "b",
    "!",
  ]);
});

it("knows which tokens stand together, and the word that a possessive is of", () => {
  const [car, is, one, k] = tokenize("car's it's 1k");
  expect([car?.base, is?.base]).toEqual(["car", "it's"]);
  expect([one?.glued, k?.glued]).toEqual([false, true]);
});

it("covers every sign that is not a space, in order, whatever the text", () => {
  const unit = fc.constantFrom(
    ..."aZé1٣ \t\n\r'’-_.,$€\u00a0\u2028\u200d\u0301\uFFFC½²",
    "😀",
    "\ud800",
    "\udc00",
    "\0",
  );
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const tokens = tokenize(text);
      expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(tokens.map(({ raw }) => raw));
      const rest = tokens.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
      expect(rest.trim()).toBe("");
    }),
  );
});

it("knows the line of each token", () => {
  const { starts, ends } = linesOf(tokenize("a b\nc"));
  expect([starts, ends]).toEqual([
    [0, 0, 0, 3],
    [2, 2, 2, 4],
  ]);
});
