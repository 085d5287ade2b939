import { expect, test } from "vitest";
import { GraphError } from "../errors";
import { GraphBuilder } from "../graph/graph-builder";
import { TaskResult } from "../graph/task";
import { FlowRunner } from "../run/flow-runner";
import { Session } from "../session/session";
import { task } from "../testing/test-tasks";
import { InMemoryGraphStorage } from "./graph-storage";
import { InMemorySessionStorage } from "./in-memory-storage";

const saying = (id: string, words: string) =>
  new GraphBuilder(id).addTask(task("say", () => TaskResult.end(words))).build();

test("a graph is found by its id until it is deleted, and the newest of an id counts", async () => {
  const graphs = new InMemoryGraphStorage();
  expect(await graphs.get("tea")).toBeUndefined();
  await graphs.save(saying("tea", "first"));
  const newest = saying("tea", "second");
  await graphs.save(newest);
  expect(await graphs.get("tea")).toBe(newest);
  await graphs.delete("tea");
  await graphs.delete("tea");
  expect(await graphs.get("tea")).toBeUndefined();
});

test("a runner with a graph storage runs each session on the graph that it names", async () => {
  const graphs = new InMemoryGraphStorage();
  for (const graph of [saying("tea", "The tea is ready"), saying("soup", "The soup is ready")])
    await graphs.save(graph);
  const storage = new InMemorySessionStorage();
  const runner = new FlowRunner(graphs, storage);
  await storage.save(new Session("s1", "say", "tea"));
  expect(await runner.run("s1")).toMatchObject({ status: { type: "Completed" }, response: "The tea is ready" });
  expect(await runner.start(new Session("s2", "say", "soup"))).toMatchObject({ response: "The soup is ready" });
});

test("a session whose graph is not stored is refused, and free for the next run", async () => {
  const graphs = new InMemoryGraphStorage();
  const storage = new InMemorySessionStorage();
  const runner = new FlowRunner(graphs, storage);
  await storage.save(new Session("s", "say", "tea"));
  await expect(runner.run("s")).rejects.toThrow('There is no graph "tea".');
  await expect(runner.start(new Session("other", "say", "tea"))).rejects.toThrow(GraphError);
  expect(await storage.get("other")).toBeUndefined();
  await graphs.save(saying("tea", "The tea is ready"));
  expect(await runner.run("s")).toMatchObject({ response: "The tea is ready", steps: 1 });
});
