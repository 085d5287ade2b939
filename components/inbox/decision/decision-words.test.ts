import { expect, test } from "vitest";
import { testDecision } from "@/components/testing/test-reviews";
import { filesSentence } from "@/lib/tasks/words";
import { questionsOf, wordsOf } from "./decision-words";

test("the words of a decision are its reason, or the question with the documents that are wanted", () => {
  const documents = ["Photos", "Police report"];
  expect(wordsOf(testDecision())).toBeNull();
  expect(wordsOf(testDecision({ reason: "Not covered." }))).toBe("Not covered.");
  expect(wordsOf(testDecision({ question: "Where?", documents }))).toBe(
    `Where?\n\nDocuments that are wanted: Photos, Police report. ${filesSentence}`,
  );
  expect(wordsOf(testDecision({ documents }))).toBe(
    `Documents that are wanted: Photos, Police report. ${filesSentence}`,
  );
});

test("the sentences of a question are found in the message to the claimant", () => {
  expect(questionsOf(testDecision({ reason: "Not covered." }))).toEqual([]);
  expect(questionsOf(testDecision({ question: "Where?", documents: ["Photos"] }))).toEqual([
    "Where?",
    `Documents that are wanted: Photos. ${filesSentence}`,
  ]);
});
