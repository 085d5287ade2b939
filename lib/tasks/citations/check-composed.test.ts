import { expect, test } from "vitest";
import { problemsOfComposed } from "./check-composed";
import { citationOf } from "./citation-of";
import type { Composed } from "./schema";
import { testComposed, testPassage } from "./test-passages";

const clause = "Water that backs up from a drain is covered up to $5,000. Damp walls are not covered.";
const passage = testPassage(clause);
const good = testComposed("The policy says that drains are covered.", passage, "from a drain is covered");
const problems = (own: Partial<Composed>) => problemsOfComposed({ ...good, ...own }, [passage], "Is a drain covered?");

test("an answer whose every part has a true quote has no problems", () => {
  expect(problems({})).toEqual([]);
  expect(problems({ answer: "Drains are in the policy. [1] So are $5,000. [1]" })).toEqual([]);
});

test.each<[string, Partial<Composed>, RegExp]>([
  [
    "a quote that is not in its passage",
    { citations: [citationOf(passage, "everything is covered")] },
    /quote of source 1/,
  ],
  [
    "a source that was not found",
    { citations: [citationOf(testPassage(clause), "from a drain")] },
    /none of the passages/,
  ],
  ["words after the last marker", { answer: "It is. [1] And more." }, /“And more.” cites nothing/],
  ["a marker without a source", { answer: "It is. [2]" }, /“It is.” cites nothing/],
  ["no marker", { answer: "It is." }, /cites nothing/],
  ["no answer", { answer: " " }, /there is no answer/],
  ["a promise", { answer: "We will pay you. [1]" }, /promises a payment/],
  ["a number of its own", { answer: "The policy has $7,000. [1]" }, /number/],
])("%s is a problem", (_name, own, problem) => expect(problems(own).join("; ")).toMatch(problem));
