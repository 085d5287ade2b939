import { describe, expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { askOptional, readSkip } from "./optional-fields";

const field = (key: string, question: string, required = false): FieldSpec => ({
  ...{ key, label: key, type: "text", required, question },
});
const fields = [field("day", "When?"), field("place", "Where?"), field("what", "What?", true)];

describe("optional fields", () => {
  test("that are not known are asked for once, together", () => {
    const context = new Context({ what: "a leak" });
    expect(askOptional(context, fields)).toBe("When? Where? If you do not know, just say yes.");
    expect(askOptional(context, fields)).toBe("");
  });

  test("that are known are not asked for", () => {
    expect(askOptional(new Context({ day: "2026-11-28" }), fields)).toBe("Where? If you do not know, just say yes.");
    expect(askOptional(new Context({ day: "2026-11-28", place: "here" }), fields)).toBe("");
  });
});

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
