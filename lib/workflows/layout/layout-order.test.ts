import fc from "fast-check";
import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { orderGraph } from "./layout-order";

function graphOf(count: number, pairs: [from: number, to: number, hasCondition?: boolean][]) {
  return graphDefinitionSchema.parse({
    id: "g",
    name: "G",
    startTaskId: "t0",
    tasks: Array.from({ length: count }, (_, index) => ({ id: `t${index}`, kind: "say", label: `T${index}` })),
    edges: pairs.map(([from, to, hasCondition], index) => ({
      id: `e${index}`,
      from: `t${from}`,
      to: `t${to}`,
      ...(hasCondition && { condition: { field: "a", op: "exists" } }),
    })),
  });
}

test("branches are ordered by their edges, and each branch comes before the task where they join", () => {
  const { taskIds } = orderGraph(
    graphOf(5, [
      [0, 3, true],
      [0, 1],
      [3, 4],
      [4, 2],
      [1, 2],
    ]),
  );
  expect(taskIds).toEqual(["t0", "t3", "t4", "t1", "t2"]);
});

test("tasks that the start does not reach come before the task that they lead to, and not before the start", () => {
  const graph = graphOf(6, [
    [0, 1],
    [1, 2],
    [3, 4],
    [4, 2],
    [5, 0],
  ]);
  expect(orderGraph(graph).taskIds).toEqual(["t0", "t5", "t1", "t3", "t4", "t2"]);
});

test("back edges are found from the main path, not from the first listed edge", () => {
  const { backEdgeIds, mainEdgeIds } = orderGraph(
    graphOf(4, [
      [0, 3, true],
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 1, true],
    ]),
  );
  expect([...backEdgeIds]).toEqual(["e4"]);
  expect([...mainEdgeIds]).toEqual(["e1", "e2", "e3"]);
});

test("contains every task once, the start first, and each task after its predecessors except over back edges", () => {
  const anyGraph = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const task = fc.integer({ min: 0, max: count - 1 });
    return fc.array(fc.tuple(task, task, fc.boolean()), { maxLength: 30 }).map((pairs) => graphOf(count, pairs));
  });
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const { taskIds, backEdgeIds } = orderGraph(graph);
      expect(taskIds.toSorted()).toEqual(graph.tasks.map(({ id }) => id).toSorted());
      expect(taskIds[0]).toBe("t0");
      for (const { id, from, to } of graph.edges) {
        if (!backEdgeIds.has(id) && to !== "t0") expect(taskIds.indexOf(from)).toBeLessThan(taskIds.indexOf(to));
      }
    }),
  );
});
