import { expect, test } from "vitest";
import type { GraphPath } from "@/lib/workflows/schema";
import { describeCount, describeEdge, describeTaskState, taskStateOf } from "./task-state";

test("an edge is described by its condition, and an edge back says so", () => {
  expect(describeEdge({ label: "" })).toBe("then");
  expect(describeEdge({ label: "otherwise", isOtherwise: true })).toBe("otherwise");
  expect(describeEdge({ label: "amount is less than $1,000" })).toBe("if amount is less than $1,000");
  expect(describeEdge({ label: "documents is not known", isBack: true })).toBe("if documents is not known, back to");
});

test.each([
  ["done", "ended here, approved"],
  ["not_approved", "ended here, rejected"],
  ["cancelled", "was withdrawn here"],
  ["failed", "failed here"],
] as const)("the current task of a session with the status %s has its tone and its note", (tone, note) => {
  const path: GraphPath = { visits: { a: 2 }, taken: {}, jumps: [], currentTaskId: "b", tone, note };
  expect(taskStateOf("b", path)).toBe(tone);
  expect(describeTaskState(tone, path)).toBe(note);
  expect([taskStateOf("a", path), taskStateOf("c", path), taskStateOf("a", null)]).toEqual([
    "passed",
    "ahead",
    "plain",
  ]);
});

test("a task that was left without its work is skipped, not passed", () => {
  const path: GraphPath = {
    ...{ visits: { a: 1, b: 1 }, skipped: ["a"], taken: {}, jumps: [], currentTaskId: "c" },
    ...{ tone: "waiting_for_others", note: "waits" },
  };
  expect([taskStateOf("a", path), taskStateOf("b", path)]).toEqual(["skipped", "passed"]);
  expect(describeTaskState("skipped", path)).toBe("skipped");
});

test("a count is shown from two on", () => {
  expect([undefined, 1, 2].map(describeCount)).toEqual(["", "", "× 2"]);
});
