import { describe, expect, expectTypeOf, test } from "vitest";
import { GraphError } from "../errors";
import { goesOn } from "../testing/test-tasks";
import type { Condition } from "./condition";
import { Graph } from "./graph";
import { GraphBuilder } from "./graph-builder";
import { NextAction } from "./task";

const builder = () => new GraphBuilder("g").addTask(goesOn("a")).addTask(goesOn("b"));

describe("an unknown task does not compile", () => {
  test("as an end of an edge, nor does the graph build", () => {
    expectTypeOf(builder().addEdge).parameters.toEqualTypeOf<["a" | "b", "a" | "b"]>();
    // @ts-expect-error "c" is not a task of this graph
    expect(() => builder().addEdge("a", "c").build()).toThrow(GraphError);
    // @ts-expect-error "c" is not a task of this graph
    expect(() => builder().addEdge("c", "a").build()).toThrow(/missing|c/);
  });

  test("as an end of a conditional edge", () => {
    const condition = { field: "mood", op: "exists" } as const;
    // @ts-expect-error "c" is not a task of this graph
    expect(() => builder().addConditionalEdge("a", condition, "b", "c").build()).toThrow(GraphError);
    // @ts-expect-error a condition is data, not code
    expect(() => builder().addConditionalEdge("a", () => true, "a", "b")).toThrow();
  });

  test("as the start", () => {
    // @ts-expect-error "c" is not a task of this graph
    expect(() => builder().setStartTask("c").build()).toThrow(/"c"/);
  });

  test("as what a timeout, a retry or a cache is for", () => {
    expectTypeOf(builder().setTaskTimeout).parameter(0).toEqualTypeOf<"a" | "b">();
    // @ts-expect-error "c" is not a task of this graph
    builder().setTaskTimeout("c", 1_000);
    // @ts-expect-error "c" is not a task of this graph
    builder().setTaskRetry("c", { maxAttempts: 1, initialDelayMs: 0, backoffFactor: 1, maxDelayMs: 0 });
    // @ts-expect-error "c" is not a task of this graph
    builder().setTaskCache("c", { key: () => null, ttlMs: 1 });
  });

  test("a task made in code has its id as a literal type, in a class or an object", () => {
    class Hello {
      readonly id = "hello";
      run = async () => ({ nextAction: NextAction.End });
    }
    const graph = new GraphBuilder("g").addTask(new Hello()).addTask({ id: "there", run: new Hello().run });
    expectTypeOf(graph).toEqualTypeOf<GraphBuilder<"hello" | "there">>();
  });

  test("a task whose id is of type string is refused, unless the builder checks no ids", () => {
    const any = { id: "any", run: goesOn("any").run };
    // @ts-expect-error its id widened to string: with it every edge would compile
    new GraphBuilder("g").addTask(any);
    const unchecked: GraphBuilder<string> = new GraphBuilder<string>("g").addTask(any);
    expect(unchecked.build().startTaskId()).toBe("any");
  });
});

test("the first task added is the start, unless another one is set", () => {
  expect(builder().build().startTaskId()).toBe("a");
  expect(builder().setStartTask("b").build().startTaskId()).toBe("b");
});

test.each([Number.NaN, 0, -1])("a timeout of %s ms is refused", (ms) => {
  expect(() => builder().setTaskTimeout("a", ms).build()).toThrow(GraphError);
  expect(() => builder().setTaskTimeout("a", 1, ms).build()).toThrow(/timeouts of task "a"/);
});

test("fewer than one attempt is refused", () => {
  const retry = { maxAttempts: -3, initialDelayMs: 1, backoffFactor: 1, maxDelayMs: 1 };
  expect(() => builder().setTaskRetry("a", retry).build()).toThrow(/retry policy of task "a"/);
});

test("settings of one task are combined", () => {
  const retry = { maxAttempts: 2, initialDelayMs: 1, backoffFactor: 1, maxDelayMs: 1 };
  const graph = builder().setTaskTimeout("a", 500, 50).setTaskRetry("a", retry).build();
  expect(graph.policy("a")).toEqual({ timeoutMs: 500, idleTimeoutMs: 50, retry });
  expect(graph.limits("a")).toEqual({ timeoutMs: 500, idleTimeoutMs: 50 });
  expect(graph.limits("b")).toEqual({ timeoutMs: 60_000, idleTimeoutMs: undefined });
});

test("an empty graph, a task added twice and an unknown start are refused by name", () => {
  expect(() => new GraphBuilder("empty").build()).toThrow(/empty/);
  expect(() => builder().addTask(goesOn("a"))).toThrow(/"a"/);
  expect(() => new Graph({ id: "g", tasks: new Map([["a", goesOn("a")]]), edges: [], startTaskId: "z" })).toThrow(
    /"z"/,
  );
});

test("a task whose id is a union does not compile", () => {
  const either = goesOn<"a" | "b">("a");
  // @ts-expect-error its id is "a" or "b": with it edges to the other one would compile
  new GraphBuilder("g").addTask(either);
});

test("an invalid condition is refused, by the compiler and when the edge is added", () => {
  const conditional = (condition: Condition) => () => builder().addConditionalEdge("a", condition, "b");
  // @ts-expect-error a list is what "in" needs
  expect(conditional({ field: "x", op: "in", value: 5 })).toThrow(GraphError);
  // @ts-expect-error something to compare with is missing
  expect(conditional({ field: "x", op: "gt" })).toThrow(GraphError);
  // @ts-expect-error equal to one of several is "in"
  expect(conditional({ field: "x", op: "eq", value: ["x"] })).toThrow(/from "a" to "b"/);
  expect(conditional({ field: "x", op: "gt", value: 1 })().build().edges).toHaveLength(1);
});

test("a policy for an unknown task, or a cache without a time, is refused with its name", () => {
  const unchecked = () => new GraphBuilder<string>("g").addTask(goesOn("a"));
  expect(() => unchecked().setTaskTimeout("typo", 10).build()).toThrow(/"typo"/);
  expect(() =>
    unchecked()
      .setTaskCache("a", { key: () => 1, ttlMs: Number.NaN })
      .build(),
  ).toThrow(/cache of task "a"/);
});
