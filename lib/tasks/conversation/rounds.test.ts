import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { finishRound, isAnotherRound, tellRejection } from "./rounds";

test("a task is in another round once the session has left it", () => {
  const context = new Context();
  expect(isAnotherRound(context, "ask")).toBe(false);
  finishRound(context, "ask");
  finishRound(context, "ask");
  expect([isAnotherRound(context, "ask"), isAnotherRound(context, "other")]).toEqual([true, false]);
  expect(context.get("task_rounds")).toEqual({ ask: 2 });
});

test("a task that is named like a part of every object has its own count", () => {
  const context = new Context({ task_rounds: {} });
  expect(isAnotherRound(context, "constructor")).toBe(false);
  finishRound(context, "constructor");
  expect(isAnotherRound(context, "constructor")).toBe(true);
});

test("a rejection is told once, and only one with a reason", () => {
  const context = new Context({ decision: "reject", decision_reason: "Send the bill" });
  expect(tellRejection(context)).toContain("They wrote: Send the bill");
  expect(tellRejection(context)).toBe("");
  expect(tellRejection(new Context({ decision: "reject" }))).toBe("");
  expect(tellRejection(new Context({ decision: "approve", decision_reason: "Fine" }))).toBe("");
});
