import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { isCourtesy, startOfTelling, withoutLetterForm } from "./letters";

it.each([
  ["Subject: claim\nA pipe burst.\nBest regards\nTom Miller\n555-0199", "A pipe burst."],
  ["- a pipe burst\n- the floor is wet", "a pipe burst\nthe floor is wet"],
  ["A pipe burst. Thanks! Joe", "A pipe burst. "],
  ["heater exploded | 450", "heater exploded, 450"],
  ["A pipe burst.\nSent from my iPhone", "A pipe burst."],
])("takes the form of a letter from %j", (text, told) => expect(withoutLetterForm(text)).toBe(told));

it.each(["", "A pipe burst.", "Best\nmy car was hit for $500"])("keeps %j", (text) =>
  expect(withoutLetterForm(text)).toBe(text),
);

it("finds where a message starts to tell", () => {
  expect(startOfTelling(tokenize("um, ok so my car was hit"))).toBe(4);
  expect(startOfTelling(tokenize("my car was hit"))).toBe(0);
});

it.each(["I would like to report a claim", "please help me", "thanks a lot"])("%j is only polite", (text) =>
  expect(isCourtesy(tokenize(text))).toBe(true),
);

it.each(["please help, my car was hit", ""])("%j is not only polite", (text) =>
  expect(isCourtesy(tokenize(text))).toBe(false),
);
