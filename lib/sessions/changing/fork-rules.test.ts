import { expect, test } from "vitest";
import { compileGraph, type Step, type TaskKinds } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { refuseDecided, refuseToOvertake } from "./fork-rules";

const rules = { kind: "screen", label: "Rules", config: { limit: 100_000, period: "PT24H" } };
const graph = compileGraph(
  {
    ...{ id: "g", name: "G", startTaskId: "mood" },
    tasks: [
      { id: "mood", kind: "set", label: "Mood", config: { values: [{ key: "mood", value: "fine" }] } },
      {
        id: "parts",
        kind: "fan_out",
        label: "Parts",
        config: { prefix: "parts", parts: [{ id: "rules", ...rules }] },
      },
      { id: "rules", ...rules },
      {
        id: "ask",
        kind: "review",
        label: "Ask",
        config: { queue: "claims", question: "Well?", announcement: "Wait.", dueIn: "PT1H" },
      },
    ],
    edges: [
      { id: "e1", from: "mood", to: "parts", condition: { field: "claim.amount_cents", op: "lt", value: 1 } },
      { id: "e2", from: "mood", to: "rules" },
      { id: "e3", from: "parts", to: "ask" },
      { id: "e4", from: "rules", to: "ask" },
    ],
  },
  taskCatalog as TaskKinds,
);
const step = (taskId: string, action = "ContinueAndExecute") => ({ seq: 1, taskId, status: "done", action }) as Step;
const change = (taskId: string, key: string, action?: string) => () =>
  refuseToOvertake(graph, [step(taskId, action)], [key]);

test.each([
  ["a rule", "rules"],
  ["a fan-out, which may have a rule inside", "parts"],
  ["a person", "ask"],
  ["a task that is gone", "was_there_once"],
])("no fact is changed after %s", (_name, taskId) => {
  expect(change(taskId, "mood")).toThrow(expect.objectContaining({ code: "conflict" }));
});

test("a fact that chose an edge cannot be changed; every fact can be changed while a task is only asking", () => {
  expect(change("mood", "claim")).toThrow(/Step 1/);
  expect(change("mood", "mood")).not.toThrow();
  expect(change("ask", "mood", "WaitForInput")).not.toThrow();
  expect(() => refuseToOvertake(graph, [step("rules")], [])).not.toThrow();
});

test.each(["outcome", "decision", "confirmed_at", "letter", "small_claims_count", "parts", "parts.rules.x"])(
  "%s cannot be set by hand",
  (key) => {
    const fields = { [`context.${key}`]: expect.any(String) };
    expect(() => refuseDecided(graph, ["mood", key])).toThrow(
      expect.objectContaining({ code: "invalid", options: { fields } }),
    );
  },
);

test("facts may be set", () => {
  expect(() => refuseDecided(graph, ["mood", "amount_cents"])).not.toThrow();
});
