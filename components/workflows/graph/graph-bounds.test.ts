import { expect, test } from "vitest";
import type { GraphNode, GraphView } from "@/lib/workflows/schema";
import { boundsOf, routeJumps } from "./graph-bounds";

const node = (id: string, x: number, y: number, height = 56) => ({ id, x, y, width: 224, height }) as GraphNode;
const graph = (nodes: GraphNode[], edges: GraphView["edges"] = []): GraphView => ({
  workflowId: "w",
  versionNumber: 1,
  name: "W",
  nodes,
  edges,
});

test("the bounds contain routes and labels beside the cards", () => {
  const route = { points: [{ x: -40, y: 10 }], label: { x: 250, y: 60, width: 100, height: 20 } };
  const edge = { id: "e", source: "a", target: "b", label: "again", route };
  const { x, y, width, height } = boundsOf(graph([node("a", 0, 0)], [edge]));
  expect([x, y, x + width, y + height]).toEqual([-40, 0, 350, 80]);
});

test("a jump passes beside the graph and crosses no card, also when cards have different heights", () => {
  const nodes = [node("a", 0, 0), node("b", 256, 0, 76), node("c", 0, 120), node("d", 256, 110, 76), node("e", 0, 240)];
  const jumps = [
    { from: "a", to: "c", times: 1, words: "went straight here" },
    { from: "e", to: "a", times: 2, words: "went back" },
    { from: "c", to: "c", times: 1, words: "went back" },
  ];
  const routes = routeJumps(graph(nodes), jumps);
  expect(routes).toHaveLength(3);
  for (const { points } of routes) {
    for (const [index, to] of points.slice(1).entries()) {
      const from = points[index] ?? to;
      const crossed = nodes.filter(
        ({ x, y, width, height }) =>
          Math.max(from.x, to.x) > x + 1 &&
          Math.min(from.x, to.x) < x + width - 1 &&
          Math.max(from.y, to.y) > y + 1 &&
          Math.min(from.y, to.y) < y + height - 1,
      );
      expect(crossed).toEqual([]);
    }
  }
  const { x, width } = boundsOf(graph(nodes), routes);
  for (const { label } of routes) expect(label.x + label.width).toBeLessThanOrEqual(x + width);
  expect(new Set(routes.map(({ label }) => label.x)).size).toBe(3);
});

test("a jump to a task without a card is not drawn", () => {
  expect(routeJumps(graph([node("a", 0, 0)]), [{ from: "a", to: "z", times: 1, words: "went back" }])).toEqual([]);
});
