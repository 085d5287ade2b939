import { describe, expect, test } from "vitest";
import { readSmallTalk } from "./small-talk";

describe("small talk", () => {
  test.each([
    ["Thanks!", "thanks"],
    ["thank you so much for your help", "thanks"],
    ["ok, thanks", "thanks"],
    ["ok", "nod"],
    ["Great 👍", "nod"],
    ["👍🏽", "nod"],
    ["ok, I'll wait", "nod"],
    ["hello?", "greeting"],
    ["Hi there", "greeting"],
    ["is anybody there?", "greeting"],
    ["good evening", "greeting"],
    ["bye", "goodbye"],
    ["Goodbye!", "goodbye"],
    ["good night", "goodbye"],
    ["ok, see you later", "goodbye"],
    ["have a nice day", "goodbye"],
    ["Thank you for your help\n".repeat(3), "thanks"],
  ])("%j is %s", (text, kind) => {
    expect(readSmallTalk(text)).toBe(kind);
  });

  test.each([
    "thanks, the plumber found mould too",
    "great, but it was $3,550 in the end",
    "ok 500",
    "yes",
    "approved",
    "how long will it take?",
    "I found the receipt",
    "it was at night",
    "tomorrow at 700",
    "?",
    "",
  ])("%j may tell something", (text) => {
    expect(readSmallTalk(text)).toBeUndefined();
  });
});
