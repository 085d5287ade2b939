import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { firstAddition, isAddition, isTakenBack, takesBackClearly } from "./corrections";

const between = (text: string) => [tokenize(text), 0, tokenize(text).length] as const;

it.each([", sorry,", "scratch that,", "no wait, it's", "I meant", "final bill", "typo:"])(
  "%j clearly corrects",
  (text) => expect(takesBackClearly(...between(text))).toBe(true),
);

it.each(["actually", "but now they say", "more like"])("%j may correct", (text) => {
  expect(takesBackClearly(...between(text))).toBe(false);
  expect(isTakenBack(...between(text))).toBe(true);
});

it.each(["and the carpet", "plus", "", ","])("%j does not correct", (text) =>
  expect(isTakenBack(...between(text))).toBe(false),
);

it.each(["also", "another", "on top of that", "I forgot"])("%j adds another thing", (text) => {
  expect(isAddition(...between(text))).toBe(true);
  expect(isTakenBack(...between(`sorry, ${text}`))).toBe(false);
});

it("finds the first words that add another thing", () => {
  expect(firstAddition(tokenize("please add $50"))).toBe(2);
  expect(firstAddition(tokenize("it costs $50"))).toBe(-1);
});
