import { expect, test } from "vitest";
import type { GraphNode } from "@/lib/workflows/schema";
import { openingViewport } from "./opening-viewport";

const column = Array.from({ length: 10 }, (_, index) => ({
  id: `task-${index}`,
  x: 0,
  y: index * 100,
  width: 264,
  height: 64,
})) as GraphNode[];

const topOf = (y: number, view: { y: number; zoom: number }) => y * view.zoom + view.y;

test("shows the whole graph where it can be read", () => {
  const view = openingViewport(column, "task-5", { width: 800, height: 800 });
  expect(topOf(0, view)).toBeGreaterThanOrEqual(0);
  expect(topOf(964, view)).toBeLessThanOrEqual(800);
});

test("never magnifies a small graph", () => {
  expect(openingViewport(column.slice(0, 1), null, { width: 2_000, height: 2_000 }).zoom).toBe(1);
});

test("shows the part around the current task on a small canvas", () => {
  const size = { width: 360, height: 300 };
  const view = openingViewport(column, "task-5", size);
  expect(topOf(500, view)).toBeGreaterThan(0);
  expect(topOf(564, view)).toBeLessThan(size.height);
  expect(view.zoom).toBe(0.8);
});

test("leaves room for the controls below the last task", () => {
  const view = openingViewport(column, "task-9", { width: 360, height: 300 });
  expect(topOf(964, view)).toBeLessThanOrEqual(300 - 60);
});

test("begins with the first task when no session is shown, without emptiness above it", () => {
  const view = openingViewport(column, null, { width: 360, height: 300 });
  expect(topOf(0, view)).toBeCloseTo(24 * 0.8);
});
