import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endsBefore, findPhrase, holds, matchAt, type Phrase, phrase } from "./phrase";
import { type Token, tokenize } from "./tokens";

const fits = (source: string, text: string): boolean => {
  const tokens = tokenize(text);
  return matchAt(phrase(source), tokens, 0) === tokens.length;
};

describe("a phrase", () => {
  it.each([
    ["garage|mechanic says", "The garage says"],
    ["the repair* of", "the repairing of"],
    ["*n't know", "don't know"],
    ["my !car", "my flat"],
    ["my _{0,2} car", "my very own car"],
    ["#4 ~- ~#1-2", "2026-11"],
    ["[$]? # ( ~[.,] ~# ){0,2} k?", "$1,250.50 k"],
    ["not a? ( car | flat | town house )", "not a town house"],
    ["cost [^.;#]{0,3} #", "cost: about (500"],
    ["[^,]!but|and one", "only one"],
    ["truck window", "truck's window"],
  ])("%j fits %j", (source, text) => expect(fits(source.toLowerCase(), text.replace(/^The /, ""))).toBe(true));

  it.each([
    ["garage|mechanic says", "garage: says"],
    ["my !car", "my car"],
    ["my !car", "my 5"],
    ["#4 ~- ~#1-2", "2026 - 11"],
    ["it was", "it's was"],
    ["[^,]!but|and one", "but one"],
    ["cost [^.;#]{0,3} #", "cost a b c d 500"],
    ["a{2,3}", "a"],
    ["a{2,3}", "a a a a"],
  ])("%j does not fit %j", (source, text) => expect(fits(source, text)).toBe(false));

  it("knows where the text that may be looked at starts and ends", () => {
    const tokens = tokenize("costs 500, or so");
    expect(matchAt(phrase("500 | # $"), tokens, 1, 2)).toBe(2);
    expect(matchAt(phrase("# $"), tokens, 1)).toBe(-1);
    expect(endsBefore(phrase("^ costs"), tokens, 1)).toBe(true);
    expect(endsBefore(phrase("^ | [,]"), tokens, 1, 1)).toBe(true);
    expect(endsBefore(phrase("costs"), tokens, 1, 1)).toBe(false);
  });

  it("takes the longest match, or the longest one with an accepted end", () => {
    const tokens = tokenize("no no no");
    expect(matchAt(phrase("no{1,5}"), tokens, 0)).toBe(3);
    expect(matchAt(phrase("no{1,5}"), tokens, 0, 3, (end) => end < 3)).toBe(2);
  });

  it("is found at its first match", () => {
    const tokens = tokenize("a car, my car");
    expect(findPhrase(phrase("my? car"), tokens, 2)).toEqual({ start: 3, end: 5 });
    expect(holds(phrase("van"), tokens)).toBe(false);
  });

  it("is refused when a group is left open, closed twice, or a test is missing", () => {
    for (const source of ["( a", "a )", "<none>"]) expect(() => phrase(source)).toThrow();
  });

  it("fits the same whether it is read forward or backward", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", ","), { maxLength: 8 }).map((all) => tokenize(all.join(" ")));
    const sources = ["a{0,2} b", "a ( b | c ){1,3}", "a [^,]{0,3} c", "( a | b c )? c{0,2} a", "a{2,3} _?"].map(
      (source) => phrase(source),
    );
    const isWhole = (sought: Phrase, tokens: Token[]) =>
      [...tokens.keys()].some(
        (start) => matchAt(sought, tokens, start, tokens.length, (end) => end === tokens.length) >= 0,
      );
    fc.assert(
      fc.property(words, fc.constantFrom(...sources), (tokens, sought) => {
        expect(endsBefore(sought, tokens, tokens.length)).toBe(isWhole(sought, tokens));
      }),
    );
  });
});
