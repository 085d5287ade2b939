import { expect, test } from "vitest";
import { GraphBuilder } from "../graph/graph-builder";
import { NextAction, type TaskResult } from "../graph/task";
import { Session } from "../session/session";
import { unsavedSteps } from "../storage/unsaved-steps";
import { goesOn, task } from "../testing/test-tasks";

test.each([
  ["returns", (end: PromiseWithResolvers<TaskResult>) => end.resolve({ nextAction: NextAction.ContinueAndExecute })],
  ["fails", (end: PromiseWithResolvers<TaskResult>) => end.reject(new Error("late"))],
])("a task that %s after it was stopped adds no step", async (_how, endTask) => {
  const end = Promise.withResolvers<TaskResult>();
  const graph = new GraphBuilder("g")
    .addTask(task("slow", () => end.promise))
    .addTask(goesOn("next"))
    .addEdge("slow", "next")
    .setTaskTimeout("slow", 5)
    .build();
  const session = new Session("s", "slow");
  expect(await graph.executeSession(session)).toMatchObject({ status: { type: "Error" }, steps: 1 });
  endTask(end);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unsavedSteps(session)).toMatchObject([{ step: { status: "failed", error: { code: "task_timeout" } } }]);
  expect(session).toMatchObject({ status: "failed", currentTaskId: "slow", stepSeq: 1 });
});

test("steps are counted over the whole run, and the budget ends an endless loop", async () => {
  const graph = new GraphBuilder("g").addTask(goesOn("a")).addTask(goesOn("b")).addEdge("a", "b").addEdge("b", "a");
  const session = new Session("s", "a");
  expect(await graph.build().executeSession(session, { stepBudget: 3 })).toMatchObject({
    responses: ["a", "b", "a"],
    steps: 4,
    status: { type: "Error", message: "The run made 3 steps without waiting or ending." },
  });
});
