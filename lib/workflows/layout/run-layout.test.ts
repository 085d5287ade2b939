import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import { expect, test } from "vitest";
import { sampleGraph } from "../layout-sample";
import { runLayout } from "./run-layout";

const graph = (edges: ElkExtendedEdge[] = []): ElkNode => ({
  id: "graph",
  layoutOptions: { "elk.algorithm": "layered" },
  children: [{ id: "a", width: 10, height: 10 }],
  edges,
});

test("a layout does not block the calling thread", async () => {
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  expect(await runLayout(graph())).toMatchObject({ children: [{ id: "a", x: expect.any(Number) }] });
  clearInterval(counting);
  expect(turns).toBeGreaterThan(3);
});

test("a failed layout rejects with its reason, and the next graph is laid out", async () => {
  const broken = runLayout(graph([{ id: "e", sources: ["a"], targets: ["nowhere"] }]));
  const next = runLayout(graph());
  await expect(broken).rejects.toThrow(/nowhere/);
  expect(await next).toMatchObject({ id: "graph" });
});

test("ELK lays out the graph that warms up the thread", async () => {
  const { children = [] } = await runLayout(sampleGraph());
  expect(children.length).toBeGreaterThan(100);
  expect(children.every(({ x, y }) => x !== undefined && y !== undefined)).toBe(true);
});
