import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { GraphError } from "../errors";
import { Context } from "../session/context";
import { Session } from "../session/session";
import { FanOutTask } from "../step/fan-out";
import { InMemoryResultCache } from "../step/result-cache";
import { goesOn } from "../testing/test-tasks";
import { compileGraph, createTask, toDefinition } from "./compile-graph";
import { type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema } from "./definition";
import { GraphBuilder } from "./graph-builder";
import { NextAction, type TaskResult } from "./task";
import type { TaskKind, TaskKinds } from "./task-kind";

const ran = vi.fn();

const says: TaskKind<{ words: string }> = {
  kind: "say",
  configSchema: z.strictObject({ words: z.string().min(1) }),
  waits: false,
  ends: false,
  writes: () => ({ said: { type: "text" } }),
  reads: () => [],
  create: ({ id }, { words }) => ({
    id,
    async run(context): Promise<TaskResult> {
      ran(id);
      context.set("said", words);
      return { response: words, nextAction: NextAction.ContinueAndExecute };
    },
  }),
};
const part = z.strictObject({
  id: z.string(),
  kind: z.string(),
  label: z.string(),
  config: z.record(z.string(), z.json()),
});
const both: TaskKind<{ parts: z.infer<typeof part>[] }> = {
  kind: "both",
  waits: false,
  ends: false,
  writes: () => ({}),
  reads: () => [],
  configSchema: z.strictObject({ parts: z.array(part) }),
  children: ({ parts }) => parts,
  create: ({ id }, { parts }, createChild) => new FanOutTask(id, parts.map(createChild)),
};
const kinds = { say: says, both } as unknown as TaskKinds;

const retry = { maxAttempts: 5, initialDelayMs: 10, backoffFactor: 2, maxDelayMs: 100, retryOn: ["rate_limited"] };
const input: GraphDefinitionInput = {
  id: "greeting",
  name: "Greeting",
  startTaskId: "hello",
  tasks: [
    {
      id: "hello",
      kind: "say",
      label: "Hello",
      description: "Says hello",
      stage: "Hello",
      question: "Is it nice?",
      config: { words: "hello" },
      timeoutMs: 5_000,
      idleTimeoutMs: 500,
      retry,
      cache: { fields: ["mood", "claim.type"], ttlMs: 1_000 },
    },
    { id: "bye", kind: "say", label: "Bye", config: { words: "bye" } },
    {
      id: "duet",
      kind: "both",
      label: "Duet",
      config: { parts: [{ id: "one", kind: "say", label: "One", config: { words: "la" } }] },
    },
  ],
  edges: [
    { id: "e1", from: "hello", to: "duet", condition: { field: "mood", op: "eq", value: "good" }, label: "yes" },
    { id: "e2", from: "hello", to: "bye" },
  ],
};
const definition: GraphDefinition = graphDefinitionSchema.parse(input);

describe("a definition", () => {
  test("becomes a graph and is the same definition again", () => {
    const graph = compileGraph(input, kinds);
    Object.assign(toDefinition(graph).tasks[0] ?? {}, { label: "changed" });
    expect(toDefinition(graph)).toEqual(definition);
  });

  test("is refused when two of its tasks have one id", () => {
    const tasks = [...input.tasks, { ...input.tasks[0], kind: "say", id: "bye", label: "Again" }];
    expect(() => compileGraph({ ...input, tasks }, kinds)).toThrow(/"bye" is used twice/);
  });

  test("runs, also the tasks inside its tasks", async () => {
    const session = new Session("s", "hello", "greeting");
    session.context.set("mood", "good");
    const result = await compileGraph(input, kinds).executeSession(session);
    expect(result).toMatchObject({ status: { type: "Completed" }, responses: ["hello"] });
    expect(session.context.get("duet.one.said")).toBe("la");
  });

  test("is refused with the name of the task that cannot be made", () => {
    const withTask = (change: object) => ({
      ...input,
      tasks: [...input.tasks.slice(0, 2), { ...input.tasks[2], ...change }],
    });
    const refused = (change: object) => {
      try {
        return compileGraph(withTask(change), kinds);
      } catch (error) {
        return error;
      }
    };
    expect(refused({ kind: "magic" })).toMatchObject({ code: "graph", data: { taskId: "duet" } });
    expect(refused({ kind: "toString" })).toMatchObject({ code: "graph", data: { taskId: "duet" } });
    const nothing = { id: "two", kind: "say", label: "Two", config: { words: "" } };
    expect(refused({ config: { parts: [nothing] } })).toMatchObject({
      code: "graph",
      data: { taskId: "two" },
      cause: expect.any(z.ZodError),
    });
    expect(() => compileGraph("a graph", kinds)).toThrow(GraphError);
  });

  test("is not available for a task made in code, which the error names", () => {
    expect(() => toDefinition(new GraphBuilder("g").addTask(goesOn("by_hand")).build())).toThrow(
      expect.objectContaining({ code: "graph", data: { taskId: "by_hand" } }),
    );
  });
});

describe("how a task is run", () => {
  const graph = compileGraph(input, kinds);

  test("follows its definition: limits, retries, and the fields of the cache key", () => {
    const { cache, ...policy } = graph.policy("hello");
    expect(policy).toEqual({ timeoutMs: 5_000, idleTimeoutMs: 500, retry });
    expect(graph.limits("hello")).toEqual({ timeoutMs: 5_000, idleTimeoutMs: 500 });
    expect(cache?.ttlMs).toBe(1_000);
    const key = (values: ConstructorParameters<typeof Context>[0]) => JSON.stringify(cache?.key(new Context(values)));
    expect(key({ mood: "good", claim: { type: "car" }, other: 1 })).toBe(key({ mood: "good", claim: { type: "car" } }));
    expect(key({ mood: "good" })).not.toBe(key({ mood: "bad" }));
    expect(key({ claim: { type: "car" } })).not.toBe(key({ claim: { type: "flat" } }));
    expect(key({ mood: "good" })).not.toBe(key({ claim: { type: "good" } }));
  });

  test("is by default a minute, three attempts and no cache", () => {
    expect(graph.policy("bye")).toEqual({
      retry: { maxAttempts: 3, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 60_000 },
    });
    expect(graph.limits("bye").timeoutMs).toBe(60_000);
  });
});

test("a cached result is not reused for a task that another version has changed", async () => {
  ran.mockClear();
  const resultCache = new InMemoryResultCache();
  const version = (words: string) =>
    compileGraph(
      { ...input, tasks: input.tasks.map((one) => (one.id === "hello" ? { ...one, config: { words } } : one)) },
      kinds,
    );
  const run = async (words: string) =>
    (await version(words).executeSession(new Session("s", "hello"), { resultCache })).responses[0];
  expect([await run("hello"), await run("good day"), await run("hello")]).toEqual(["hello", "good day", "hello"]);
  expect(ran.mock.calls.filter(([id]) => id === "hello")).toHaveLength(2);
});

test("a task keeps the definition it was made from", () => {
  const [hello] = definition.tasks;
  expect(hello && createTask(hello, kinds, definition).definition).toBe(hello);
});

test("every invalid definition is a GraphError", () => {
  let deep: object = { field: "x", op: "exists" };
  for (let level = 0; level < 5_000; level++) deep = { not: deep };
  const cyclic: Record<string, unknown> = {};
  Object.assign(cyclic, { one: cyclic, other: cyclic });
  for (const input of [deep, cyclic, null, "graph"]) expect(() => compileGraph(input, {})).toThrow(GraphError);
});
