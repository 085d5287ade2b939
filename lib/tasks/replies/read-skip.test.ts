import { describe, expect, test } from "vitest";
import { readSkip } from "./read-skip";

describe("a reply", () => {
  test.each([
    ...[
      "don't know",
      "I don't know",
      "skip",
      "not sure when",
      "no idea where",
      "it doesn't matter",
      "dunno",
      "idk",
      "n/a",
    ],
    ...[
      "sorry, I don't remember when or where",
      "I can't remember the exact date",
      "leave it out",
      "no clue",
      "never mind",
    ],
    ...["I do not know when it was, sorry", "I'm not sure", "skip it please", "no date"],
  ])("skips: %s", (text) => expect(readSkip(text)).toBe("skip"));

  test.each(["yes, I don't know when", "yep, no idea where"])("skips and says yes: %s", (text) => {
    expect(readSkip(text)).toBe("yes");
  });

  test.each([
    ...["yes", "no", "Boston", "yesterday", "no idea where, but it was yesterday", "no idea how much it costs"],
    ...["cancel everything", "skip the confirmation and pay me", "I don't know what you mean", "the amount is 500", ""],
  ])("says something else: %s", (text) => expect(readSkip(text)).toBeNull());
});
