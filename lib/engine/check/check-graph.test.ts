import { describe, expect, test } from "vitest";
import { z } from "zod";
import { GraphError } from "../errors";
import { compileGraph } from "../graph/compile-graph";
import { type GraphDefinitionInput, type TaskDefinition, taskDefinitionSchema } from "../graph/definition";
import { NextAction } from "../graph/task";
import type { TaskKind } from "../graph/task-kind";
import { checkGraph } from "./check-graph";

const kind = (name: string, traits: Partial<TaskKind<{ sets?: string }>> = {}): TaskKind =>
  ({
    kind: name,
    configSchema: z.strictObject({ sets: z.string().optional() }),
    waits: false,
    ends: false,
    writes: (config: { sets?: string }) => (config.sets ? { [config.sets]: { type: "any" } } : {}),
    reads: () => [],
    create: ({ id }) => ({ id, run: async () => ({ nextAction: NextAction.ContinueAndExecute }) }),
    ...traits,
  }) as TaskKind;
const kinds: Record<string, TaskKind> = {
  step: kind("step"),
  ask: kind("ask", { waits: true, bounds: () => true }),
  end: kind("end", { ends: true }),
};

const task = (id: string, kind = "step", config = {}) => ({ id, kind, label: id, config });
const good: GraphDefinitionInput = {
  id: "good",
  name: "Good",
  startTaskId: "a",
  tasks: [task("a", "ask", { sets: "mood" }), task("b"), task("c", "end")],
  edges: [
    { id: "ab", from: "a", to: "b", condition: { field: "mood", op: "eq", value: "fine" } },
    { id: "ac", from: "a", to: "c" },
    { id: "bc", from: "b", to: "c" },
  ],
};
const codes = (input: unknown): string[] => checkGraph(input, kinds).map((problem) => problem.code);

/** A kind that runs the tasks in its settings side by side. */
const group = {
  ...kind("group"),
  configSchema: z.strictObject({ parts: z.array(taskDefinitionSchema) }),
  children: ({ parts }: { parts: TaskDefinition[] }) => parts,
} as unknown as TaskKind;

test("a valid definition has no problems and compiles", () => {
  expect(checkGraph(good, kinds)).toEqual([]);
  expect(compileGraph(good, kinds).taskIds()).toEqual(["a", "b", "c"]);
});

describe("is refused, with its task or edge", () => {
  const change = (part: Partial<GraphDefinitionInput>): GraphDefinitionInput => ({ ...good, ...part });
  test.each<[string, GraphDefinitionInput, string, string | RegExp]>([
    ["an id used twice", change({ tasks: [...good.tasks, task("b")] }), "duplicate_id", "b"],
    ["a start that is not a task", change({ startTaskId: "z" }), "start", "z"],
    ["an edge into nothing", change({ edges: [...good.edges, { id: "x", from: "b", to: "z" }] }), "dangling_edge", "z"],
    ["an unknown kind", change({ tasks: [...good.tasks.slice(0, 2), task("c", "magic")] }), "unknown_kind", "magic"],
    [
      "settings of another shape",
      change({ tasks: [task("a", "ask", { sets: "mood", more: 1 }), ...good.tasks.slice(1)] }),
      "config",
      "a",
    ],
    ["a task nothing leads to", change({ tasks: [...good.tasks, task("d", "end")] }), "unreachable", "d"],
    [
      "a task that may have nowhere to go",
      change({ edges: [...good.edges.slice(0, 1), ...good.edges.slice(2)] }),
      "dead_end",
      "a",
    ],
    [
      "two edges without a condition",
      change({ edges: [...good.edges, { id: "bb", from: "b", to: "a" }] }),
      "ambiguous_edge",
      "b",
    ],
    [
      "a condition on a field that is never set",
      change({
        edges: [{ id: "q", from: "a", to: "b", condition: { field: "luck", op: "exists" } }, ...good.edges.slice(1)],
      }),
      "unknown_field",
      "luck",
    ],
  ])("%s", (_name, input, code, named) => {
    const problem = checkGraph(input, kinds).find((one) => one.code === code);
    expect(problem?.message).toMatch(named);
  });

  test("a loop that never waits, and not a loop that waits", () => {
    const loop = (middle: string) =>
      change({
        tasks: [task("a", "step", { sets: "mood" }), task("b", middle), task("c", "end")],
        edges: [
          { id: "ab", from: "a", to: "b" },
          { id: "bc", from: "b", to: "c", condition: { field: "mood", op: "exists" } },
          { id: "ba", from: "b", to: "a" },
        ],
      });
    expect(codes(loop("step"))).toEqual(["loop_never_waits"]);
    expect(checkGraph(loop("step"), kinds)[0]?.message).toMatch(/^The loop "a" → "b" → "a" never waits/);
    expect(codes(loop("ask"))).toEqual([]);
  });

  test("a loop through a task that may wait and need not; an invalid config makes no problem of the loop", () => {
    const round = (middle: object): GraphDefinitionInput => ({
      ...good,
      tasks: [task("a", "step", { sets: "mood" }), middle as GraphDefinitionInput["tasks"][number], task("c", "end")],
      edges: [
        { id: "ab", from: "a", to: "b" },
        { id: "bc", from: "b", to: "c", condition: { field: "mood", op: "exists" } },
        { id: "ba", from: "b", to: "a" },
      ],
    });
    const problems = (middle: object) => checkGraph(round(middle), { ...kinds, may: kind("may", { waits: true }) });
    expect(problems(task("b", "may")).map(({ code }) => code)).toEqual(["loop_never_waits"]);
    expect(problems(task("b", "ask", { sets: 7 })).map(({ code }) => code)).toEqual(["config"]);
  });

  test("a task that may ask a person and caches its result: the next execution would not ask", () => {
    const cache = { fields: ["mood"], ttlMs: 1_000 };
    expect(codes({ ...good, tasks: [{ ...good.tasks[0], cache }, ...good.tasks.slice(1)] })).toEqual(["config"]);
    expect(codes({ ...good, tasks: [good.tasks[0], { ...good.tasks[1], cache }, good.tasks[2]] })).toEqual([]);
  });

  test("a graph without an end", () => {
    expect(
      codes({ ...good, tasks: [task("a", "ask", { sets: "mood" })], edges: [{ id: "aa", from: "a", to: "a" }] }),
    ).toContain("no_end");
  });

  test.each(["__proto__", "constructor", "", "1st", "a b", "x".repeat(65)])("the task id %j", (id) => {
    expect(codes(change({ tasks: [...good.tasks, task(id, "end")] }))).toContain("shape");
  });

  test("ten thousand tasks, two starts and garbage give problems, and never an error", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => task(`t${index}`));
    expect(codes(change({ tasks: many }))).toContain("shape");
    expect(codes({ ...good, startTaskId: ["a", "b"] })).toContain("shape");
    for (const input of [null, 7, "graph", [], {}]) expect(codes(input).length).toBeGreaterThan(0);
  });

  test("each part that no path reaches is one problem, with the names of its tasks", () => {
    const loose = { ...task("d", "end"), label: "Loose end" };
    const input = change({
      tasks: [...good.tasks, task("e"), loose, task("f", "end")],
      edges: [...good.edges, { id: "ed", from: "e", to: "d" }],
    });
    expect(checkGraph(input, kinds).map(({ code, message, taskId }) => [code, message, taskId])).toEqual([
      [
        "unreachable",
        'Nothing leads from the start to "e" and "Loose end": draw an edge to one of them, or delete them.',
        "e",
      ],
      ["unreachable", 'Nothing leads from the start to "f": draw an edge to it, or delete it.', "f"],
    ]);
  });

  test("every edge out of a task that ends the session, with its deletion; a stored version compiles as before", () => {
    const after = [
      { id: "ca", from: "c", to: "a", condition: { field: "mood", op: "exists" as const } },
      { id: "cb", from: "c", to: "b" },
    ];
    const input = change({ edges: [...good.edges, ...after] });
    expect(checkGraph(input, kinds)).toMatchObject([
      { code: "after_end", edgeId: "ca", fix: { label: "Delete the edge", changes: [{ path: ["edges", 3] }] } },
      {
        code: "after_end",
        message:
          'The edge from "c" to "b" is never taken, because "c" ends the session: ' +
          "delete the edge, or let it begin at an earlier task.",
        edgeId: "cb",
        fix: { changes: [{ path: ["edges", 4] }] },
      },
    ]);
    expect(compileGraph(input, kinds).taskIds()).toEqual(["a", "b", "c"]);
    const nowhere = change({ edges: [...good.edges, { id: "cz", from: "c", to: "z" }] });
    expect(codes(nowhere)).toEqual(["dangling_edge"]);
  });

  test("the fix for a part that no path reaches deletes the whole part and nothing else", () => {
    const loose = change({
      tasks: [task("x"), ...good.tasks, task("y")],
      edges: [{ id: "xy", from: "x", to: "y" }, ...good.edges, { id: "ya", from: "y", to: "a" }],
    });
    const [problem, ...others] = checkGraph(loose, kinds);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "unreachable", fix: { label: 'Delete "x" and "y"' } });
    const mended = structuredClone({ ...good, ...(loose as GraphDefinitionInput) });
    for (const { path } of problem?.fix?.changes ?? []) {
      const [list, index] = path as ["tasks" | "edges", number];
      mended[list].splice(index, 1);
    }
    expect([mended.tasks, mended.edges]).toEqual([good.tasks, good.edges]);
  });

  test.each<[string, Partial<GraphDefinitionInput>, string, object?]>([
    ["a long name", { name: "x".repeat(81) }, "The name of the workflow is longer than 80 characters."],
    [
      "a long name of a task",
      { tasks: [{ ...task("a"), label: `Ask ${"x".repeat(80)}` }] },
      `The name of the task "Ask ${"x".repeat(35)}…" is longer than 80 characters.`,
      { taskId: "a" },
    ],
    ["a task without a name", { tasks: [{ ...task("a"), label: "" }] }, "The name of the 1st task is empty."],
    ["no tasks", { tasks: [] }, "The list of tasks of the workflow is empty."],
    [
      "an invalid condition",
      { edges: [{ id: "x", from: "a", to: "b", condition: { field: "a", op: "near" } as never }] },
      'The condition of the edge from "a" to "b" cannot be read.',
      { edgeId: "x" },
    ],
    [
      "an unknown part",
      { tasks: [{ ...task("a"), colour: "red" } as never] },
      'The task "a" has unknown parts: "colour".',
    ],
    ["no start", { startTaskId: undefined as never }, "The start of the workflow is missing."],
    ["another type", { name: 7 as never }, "The name of the workflow is not text."],
    [
      "eleven collections",
      { collections: Array.from({ length: 11 }, (_, index) => `c${index}`) },
      "The list of collections of the workflow has more than 10 entries.",
    ],
    [
      "a collection named twice",
      { collections: ["terms", "terms"] },
      "The list of collections of the workflow does not fit: a collection is named twice.",
    ],
  ])("in words: %s", (_name, part, message, where = {}) => {
    expect(checkGraph(change(part), kinds)).toContainEqual(
      expect.objectContaining({ code: "shape", message, ...where }),
    );
  });

  test("by compileGraph too, with all problems in its data", () => {
    expect(() => compileGraph({ ...good, startTaskId: "z" }, kinds)).toThrow(GraphError);
  });
});

describe("inside a task", () => {
  const problems = (...parts: object[]) =>
    checkGraph({ ...good, tasks: [good.tasks[0], task("b", "group", { parts }), good.tasks[2]] }, { ...kinds, group });

  test("valid inner tasks have no problems", () => {
    expect(problems(task("one"), task("two", "group", { parts: [task("three")] }))).toEqual([]);
  });

  test.each<[string, object, string, RegExp]>([
    ["a part that waits for a person", task("one", "ask"), "waiting_child", /"one".*"b"/],
    [
      "one that waits deeper inside",
      task("one", "group", { parts: [task("two", "ask")] }),
      "waiting_child",
      /"two".*"one"/,
    ],
    ["a part that ends the session", task("one", "end"), "ending_child", /"one" ends the session.*"b"/],
    ["a part of an unknown kind", task("one", "magic"), "unknown_kind", /"one".*"magic"/],
    ["a part with settings of another shape", task("one", "step", { sets: 7 }), "config", /"one": "sets" is not text/],
  ])("%s is a problem of the outer task", (_name, part, code, message) => {
    expect(problems(task("fine"), part)).toMatchObject([
      { code, message: expect.stringMatching(message), taskId: "b", path: expect.arrayContaining(["parts", 1]) },
    ]);
  });
});

test("lists the first thousand problems of a graph that has more, and says so", () => {
  const tasks = Array.from({ length: 500 }, (_, index) => task(`t${index}`, "magic", { sets: 3 }));
  const edges = tasks.flatMap(({ id }) => [1, 2].map((number) => ({ id: `${id}_${number}`, from: id, to: "nowhere" })));
  const problems = checkGraph({ ...good, tasks, edges }, kinds);
  expect(problems).toHaveLength(1_001);
  expect(problems.at(-1)).toEqual({ code: "shape", message: "There are more problems: these are the first 1,000." });
  expect(checkGraph({ ...good, tasks: tasks.slice(0, 300), edges: [] }, kinds).map(({ code }) => code)).toContain(
    "unreachable",
  );
});
