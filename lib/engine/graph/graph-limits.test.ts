import { expect, test } from "vitest";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { InMemorySessionStorage } from "../storage/in-memory-storage";
import { goesOn, hangs, started } from "../testing/test-tasks";
import { GraphBuilder } from "./graph-builder";

const circle = () =>
  new GraphBuilder("circle").addTask(goesOn("a")).addTask(goesOn("b")).addEdge("a", "b").addEdge("b", "a");

test("a graph limits the steps of a run, and a run's own budget comes first", async () => {
  const graph = circle().withMaxExecutionSteps(5).build();
  const { runner, storage } = await started(graph);
  expect(await runner.run("s")).toMatchObject({ status: { type: "Error" }, responses: ["a", "b", "a", "b", "a"] });
  expect((await storage.history("s"))?.steps.at(-1)?.error?.code).toBe("step_budget");
  expect(await runner.run("s", { stepBudget: 2 })).toMatchObject({ responses: ["b", "a"] });
  const session = new Session("by_hand", "a");
  expect(await graph.executeSession(session)).toMatchObject({ status: { type: "Error" }, steps: 6 });
});

test("a graph limits the time of each task that has no timeout of its own", async () => {
  const graph = new GraphBuilder("slow")
    .addTask(hangs("first"))
    .addTask(hangs("second"))
    .withTaskTimeout(5)
    .setTaskTimeout("second", 6)
    .setTaskRetry("first", { maxAttempts: 1, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 })
    .build();
  expect([graph.limits("first").timeoutMs, graph.limits("second").timeoutMs]).toEqual([5, 6]);
  const storage = new InMemorySessionStorage();
  await storage.save(new Session("s", "first"));
  const run = await new FlowRunner(graph, storage).run("s");
  expect(run).toMatchObject({ status: { type: "Error" } });
  expect((await storage.history("s"))?.steps[0]?.error?.code).toBe("task_timeout");
});

test.each([0, -1, Number.NaN])("limits of %d are refused", (limit) => {
  expect(() => circle().withMaxExecutionSteps(limit).build()).toThrow(/limits of graph "circle"/);
  expect(() => circle().withTaskTimeout(limit).build()).toThrow(/limits of graph "circle"/);
});
