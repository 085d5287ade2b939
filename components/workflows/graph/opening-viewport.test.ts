import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { layoutGraph } from "@/lib/workflows/layout/layout-graph";
import { runLayout } from "@/lib/workflows/layout/run-layout";
import type { GraphNode } from "@/lib/workflows/schema";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { boundsOf } from "./graph-bounds";
import { legibleZoom, openingViewport, wholeViewport } from "./opening-viewport";

const column = Array.from({ length: 10 }, (_, index) => ({
  id: `task-${index}`,
  x: 0,
  y: index * 100,
  width: 224,
  height: 56,
})) as GraphNode[];
const bounds = { x: 0, y: 0, width: 224, height: 956 };
const small = { width: 360, height: 300 };

const topOf = (y: number, view: { y: number; zoom: number }) => y * view.zoom + view.y;

test("shows the whole graph when its text is legible", () => {
  const { viewport, fits } = openingViewport(bounds, column[5], { width: 800, height: 900 });
  expect(fits).toBe(true);
  expect(topOf(0, viewport)).toBeGreaterThanOrEqual(0);
  expect(topOf(956, viewport)).toBeLessThanOrEqual(900);
});

test("never magnifies a small graph", () => {
  expect(openingViewport({ ...bounds, height: 56 }, column[0], { width: 2_000, height: 2_000 }).viewport.zoom).toBe(1);
});

test("shows the part around the current task on a small canvas, with text of 10 px or more", () => {
  const { viewport, fits } = openingViewport(bounds, column[5], small);
  expect(fits).toBe(false);
  expect(topOf(500, viewport)).toBeGreaterThan(0);
  expect(topOf(556, viewport)).toBeLessThan(small.height);
  expect(viewport.zoom * 12).toBeGreaterThanOrEqual(10);
});

test("starts at the first task when no session is shown, without extra space above it", () => {
  const { viewport } = openingViewport(bounds, column[0], small);
  expect(topOf(0, viewport)).toBeCloseTo(16 * legibleZoom);
});

test("shows the whole bounds, including routes and labels beside the cards", () => {
  const wide = { x: -120, y: 0, width: 500, height: 956 };
  const { x, zoom } = wholeViewport(wide, small);
  expect(-120 * zoom + x).toBeGreaterThanOrEqual(0);
  expect(380 * zoom + x).toBeLessThanOrEqual(small.width);
});

test("the shipped workflow is shown whole, with legible text, beside a session at 1440 x 900", async () => {
  const meta = { workflowId: "insurance-claims", versionNumber: 1 };
  const graph = await layoutGraph(graphDefinitionSchema.parse(insuranceClaims), meta, runLayout);
  const pane = { width: 832, height: 731 };
  expect(openingViewport(boundsOf(graph), graph.nodes[0], pane)).toMatchObject({ fits: true });
});
