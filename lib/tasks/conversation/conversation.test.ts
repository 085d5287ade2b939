import { expect, test } from "vitest";
import { Context, type HistoryMessage, type JsonObject } from "@/lib/engine";
import { conversation, newestUserSeq, ownWords, story } from "./conversation";
import { readAnswer } from "./read-answer";

const timestamp = "2026-11-29T12:00:00Z";
type Line = [role: HistoryMessage["role"], content: string];
const after = (lines: Line[], values: JsonObject = {}) =>
  new Context(
    values,
    lines.map(([role, content], index) => ({ role, content, timestamp, seq: index + 1 })),
  );
const message = (text: string, messageSeqs: number[]) => {
  const answer = readAnswer({
    answer: {
      ...{ type: "message", asked: true, text, messageSeqs, facts: {}, confirmsWaitId: null, waitId: null },
    },
    wait: null,
  });
  return answer?.type === "message" ? answer : expect.fail("no message");
};

test("a model reads what was said, without questions and notes of the system, and the new message last", () => {
  const context = after([
    ["user", "A van hit my car"],
    ["system", "internal"],
    ["assistant", "When?"],
    ["user", "do you cover flooding?"],
    ["user", "yesterday"],
  ]);
  expect(conversation(context, message("yesterday", [5]))).toEqual([
    { role: "user", content: "A van hit my car" },
    { role: "assistant", content: "When?" },
    { role: "user", content: "yesterday" },
  ]);
});

test("the story is what the person told, without plain answers", () => {
  const context = after([
    ["user", "A van hit my car"],
    ["assistant", "Is this right?"],
    ["user", "yes"],
    ["user", "Let a person look at it"],
    ["user", "the door is broken"],
  ]);
  expect(ownWords(context)).toEqual(["A van hit my car", "the door is broken"]);
  expect(story(context)).toEqual([{ role: "user", content: "A van hit my car\nthe door is broken" }]);
  expect(story(after([]))).toEqual([]);
});

test("a matter that is not handled is not part of the story once something else was told", () => {
  const lines: Line[] = [
    ["user", "My dog is ill, the vet costs $400"],
    ["user", "A van hit my car"],
  ];
  expect(story(after(lines, { outside_matter: "Pets" }))[0]?.content).toBe("A van hit my car");
  expect(story(after(lines.slice(0, 1), { outside_matter: "Pets" }))[0]?.content).toContain("dog");
  expect(story(after(lines))[0]?.content).toContain("dog");
});

test("the newest message of the person has a seq", () => {
  expect(newestUserSeq(after([]))).toBeNull();
  expect(
    newestUserSeq(
      after([
        ["user", "a"],
        ["assistant", "b"],
      ]),
    ),
  ).toBe(1);
});
