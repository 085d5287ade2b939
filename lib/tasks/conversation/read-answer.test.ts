import { expect, test } from "vitest";
import type { JsonValue, WaitRequest } from "@/lib/engine";
import { readAnswer } from "./read-answer";

const wait: WaitRequest = { audience: "claimant", form: {} };
const read = (answer: JsonValue | undefined, open: WaitRequest | null = wait) => readAnswer({ answer, wait: open });

test("plain text is a message that answers the open question", () => {
  expect(read("yesterday")).toMatchObject({ type: "message", text: "yesterday", asked: true, facts: {} });
  expect(read("yesterday", null)).toMatchObject({ asked: false });
  expect(read(undefined)).toBeUndefined();
});

test("a decision without proposals has none", () => {
  const decision = { type: "decision", decisionId: "d", verdict: "approve", reason: null, edits: null, actorId: "r" };
  expect(read(decision)).toMatchObject({ verdict: "approve", proposed: [] });
});

test.each<JsonValue>([
  {},
  5,
  { type: "message" },
  { type: "decision", verdict: "approve" },
  { type: "decision", decisionId: "d", verdict: "pay everything", reason: null, edits: null, actorId: "r" },
  [],
])("an answer of another shape is an error: %j", (answer) => {
  expect(() => read(answer)).toThrow();
});
