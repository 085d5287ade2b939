import { expect, test } from "vitest";
import { isFollowUp, withSubject } from "./follow-up";

test.each([
  "and if it was my fault?",
  "and abroad?",
  "what about my wife?",
  "ok thanks, and in canada?",
  "does that apply to my son too?",
  "also if my friend drives?",
  "and how much do I pay myself?",
  "how much?",
  "is there a limit?",
  "what is the excess",
  "but what if it happens on holiday?",
  "and if it's parked on the street?",
  "even if I was at fault",
])("%j is about the question before it", (question) => expect(isFollowUp(question)).toBe(true));

test.each([
  "is hail covered?",
  "what about a burst pipe in the kitchen",
  "and what about theft of my bike?",
  "what if i was drunk driving",
  "what do you cover?",
  "and what if it rains into my car?",
  "my dog bit the neighbors kid, do you pay?",
  "What is my excess for glass?",
  "is my car insured?",
  "is this covered?",
  `and abroad ${"really ".repeat(50)}?`,
  "",
])("%j has a subject of its own", (question) => expect(isFollowUp(question)).toBe(false));

test("a question without a subject is read with the one before it, and does not grow", () => {
  const first = "is hail on my car covered";
  const second = withSubject("and abroad?", first);
  expect(second).toBe("is hail on my car covered? and abroad?");
  expect(withSubject("and my wife?", second)).toBe("is hail on my car covered? and my wife?");
  expect(withSubject("and is theft covered?", second)).toBe("and is theft covered?");
  expect(withSubject("and abroad?", undefined)).toBe("and abroad?");
  expect(withSubject("and abroad?", "how much?")).toBe("and abroad?");
  expect(withSubject("what is my excess?", "Am I covered?")).toBe("what is my excess?");
});

test("of a long question before only the end is read", () => {
  const before = `${"A word. ".repeat(100_000)}Is hail covered?`;
  expect(withSubject("and abroad?", before)).toBe("Is hail covered? and abroad?");
  expect(withSubject("and abroad?", "word ".repeat(100_000)).length).toBeLessThan(500);
});
