import { expect, test } from "vitest";
import { Graph } from "../graph/graph";
import { NextAction, type Task } from "../graph/task";
import { planMigration } from "./migrate-session";

const made = (id: string, kind: string): Task => ({
  id,
  definition: { id, kind, label: id, config: {} },
  run: async () => ({ nextAction: NextAction.End }),
});
const version = (kinds: Record<string, string>): Graph => {
  const tasks = new Map(Object.entries(kinds).map(([id, kind]) => [id, made(id, kind)]));
  return new Graph({ id: "g", tasks, edges: [], startTaskId: Object.keys(kinds)[0] ?? "" });
};

const old = version({ talk: "talk", check: "set", review: "review" });
const session = { currentTaskId: "review", backStack: ["talk", "check"] };

test("a session goes on at the task of the same id", () => {
  const next = version({ talk: "talk", check: "set", review: "review", letter: "letter" });
  expect(planMigration(session, old, next)).toEqual({
    ok: true,
    currentTaskId: "review",
    backStack: ["talk", "check"],
  });
});

test("a session goes on at the task that the mapping names, and its back stack is mapped too", () => {
  const next = version({ greeting: "talk", check: "set", decision: "review" });
  expect(planMigration(session, old, next, { review: "decision", talk: "greeting" })).toEqual({
    ok: true,
    currentTaskId: "decision",
    backStack: ["greeting", "check"],
  });
});

test("tasks that the new version does not have are removed from the back stack", () => {
  expect(planMigration(session, old, version({ review: "review", talk: "talk" }))).toEqual({
    ok: true,
    currentTaskId: "review",
    backStack: ["talk"],
  });
});

test("a session cannot be moved when the new version does not have its task", () => {
  const next = version({ talk: "talk", decision: "review" });
  expect(planMigration(session, old, next)).toMatchObject({
    ok: false,
    reason: "no_such_task",
    currentTaskId: "review",
  });
  expect(planMigration(session, old, next, { review: "gone" })).toMatchObject({
    ok: false,
    reason: "no_such_task",
    message: 'It stands at "review", and the new version has no task "gone".',
  });
});

test("a session cannot be moved to a task of another kind, since its question would be another one", () => {
  const next = version({ talk: "talk", review: "set" });
  expect(planMigration(session, old, next)).toMatchObject({ ok: false, reason: "other_kind" });
  expect(planMigration(session, old, next, { review: "talk" })).toMatchObject({
    ok: false,
    reason: "other_kind",
    message: 'It stands at "review" (review), and "talk" is of another kind (talk).',
  });
});

test("a task with the name of an inherited property is not mapped", () => {
  const graph = version({ toString: "talk" });
  expect(planMigration({ currentTaskId: "toString", backStack: [] }, graph, graph)).toMatchObject({
    ok: true,
    currentTaskId: "toString",
  });
});
