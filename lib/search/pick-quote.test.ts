import { expect, test } from "vitest";
import { pickQuote } from "./pick-quote";

const passage = [
  "Glass.",
  "Windscreen and window glass is repaired without a deductible and replaced with a deductible of $100.",
  "Theft of the vehicle is covered at its market value.\nDamage by deer is covered without loss of the bonus.",
].join(" ");

test.each([
  ["a stone cracked my windscreen", "Windscreen and window glass"],
  ["somebody stole my car last night", "Theft of the vehicle"],
  ["I hit a deer on the way home", "Damage by deer"],
])("“%s” quotes the sentence that fits", (question, start) => {
  const quote = pickQuote(passage, question);
  expect(quote.startsWith(start)).toBe(true);
  expect(passage).toContain(quote);
});

test.each([
  ["a passage of one sentence", "Fire is covered.", "Fire is covered."],
  ["a passage of short sentences", "Fire. Theft.", "Theft."],
  [
    "a passage without an end",
    "Damage by hail above a deductible of $250",
    "Damage by hail above a deductible of $250",
  ],
  ["no words", " \n ", ""],
])("Of %s there is a quote", (_, text, quote) => {
  expect(pickQuote(text, "theft")).toBe(quote);
});
