import { expect, it } from "vitest";
import { matchAt } from "../tokens/phrase";
import { tokenize } from "../tokens/tokens";
import { once, onlyTakesBack, takesBack, tidy, trimEnd, withoutSpans, wordsOf } from "./words";

it("computes a value once, also undefined", () => {
  let count = 0;
  const value = once(() => {
    count++;
    return undefined;
  });
  expect([value(), value(), count]).toEqual([undefined, undefined, 1]);
});

it("cuts signs at the end and spans in the text", () => {
  expect(trimEnd("Boston,. ", " .,")).toBe("Boston");
  const spans = [
    { start: 0, end: 1 },
    { start: 2, end: 3 },
  ];
  expect(withoutSpans("abcd", spans, "-")).toBe("-b-d");
  expect(withoutSpans("abcd", [])).toBe("abcd");
});

it("gives the words in lower case", () => expect(wordsOf("No, 2 Cars!")).toBe("no 2 cars"));

it.each([
  ["Hello there,\nmy car was hit\n\nyesterday", "my car was hit. yesterday"],
  ["Good morning! Hi, a pipe  burst", "a pipe burst"],
  ["hello", ""],
  ["", ""],
])("writes %j in one line without its greeting", (text, line) => expect(tidy(text)).toBe(line));

it("knows words that correct", () => {
  expect(matchAt(takesBack, tokenize("sorry, it was"), 0)).toBe(2);
  expect(matchAt(onlyTakesBack, tokenize("oh wait"), 0)).toBe(2);
  expect(matchAt(takesBack, tokenize("my car"), 0)).toBe(-1);
});
