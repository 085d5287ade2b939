import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import type { Point } from "../places/geometry";
import { overlaps } from "../places/geometry";
import { type CardBox, routeEdges } from "./route-edges";
import { segmentsOf } from "./segments";

const card = (id: string, x: number, y: number): CardBox => ({ id, x, y, width: 224, height: 56 });
const edge = (source: string, target: string, label: { width: number; height: number } | null = null) => ({
  id: `${source}-${target}`,
  source,
  target,
  label,
});
const label = { width: 100, height: 20 };

/** The cards that a line crosses. Touching the border of a card is not a crossing. */
const crossed = (points: Point[], cards: CardBox[]) =>
  cards.filter((one) =>
    segmentsOf(points).some((segment) =>
      overlaps(
        { ...segment, width: segment.width + 0.1, height: segment.height + 0.1 },
        { ...one, x: one.x + 1, y: one.y + 1, width: 222, height: 54 },
      ),
    ),
  );

test("an edge to a card below is straight", () => {
  const { points } = routeEdges([card("a", 0, 0), card("b", 0, 120)], [edge("a", "b")]).get("a-b") ?? { points: [] };
  expect(points).toEqual([
    { x: 112, y: 56 },
    { x: 112, y: 120 },
  ]);
});

test("an edge to a card that is slightly to the side is straight", () => {
  const cards = [card("a", 0, 0), card("b", 60, 120), card("c", 400, 120)];
  const routes = routeEdges(cards, [edge("a", "b"), edge("a", "c")]);
  expect(routes.get("a-b")?.points.map(({ x }) => x)).toEqual([172, 172]);
  expect(routes.get("a-c")?.points[0]?.x).toBeGreaterThan(172);
});

test("an edge passes around a card between its ends", () => {
  const cards = [card("a", 0, 0), card("b", 0, 120), card("c", 0, 240)];
  const routes = routeEdges(cards, [edge("a", "b"), edge("b", "c"), edge("a", "c")]);
  for (const { points } of routes.values()) expect(crossed(points, cards)).toEqual([]);
});

test("an edge back to an earlier task, or to its own task, passes beside the cards", () => {
  const cards = [card("a", 0, 0), card("b", 0, 120), card("c", 0, 240)];
  const routes = routeEdges(cards, [edge("a", "b"), edge("b", "c"), edge("c", "a"), edge("b", "b")]);
  expect(routes.size).toBe(4);
  for (const { points } of routes.values()) {
    expect(crossed(points, cards)).toEqual([]);
    for (const [index, to] of points.slice(1).entries()) {
      const from = points[index] ?? to;
      expect(from.x === to.x || from.y === to.y).toBe(true);
    }
  }
});

test("the edges of one task have separate ends and labels", () => {
  const cards = [card("a", 256, 0), card("b", 0, 160), card("c", 256, 160), card("d", 512, 160)];
  const edges = [edge("a", "d", label), edge("a", "b", label), edge("a", "c", label)];
  const routes = routeEdges(cards, edges);
  expect(edges.map(({ id }) => routes.get(id)?.points[0]?.x)).toEqual([392, 344, 368]);
  const labels = [...routes.values()].flatMap((route) => route.label ?? []);
  expect(labels).toHaveLength(3);
  for (const one of labels) {
    expect(cards.some((other) => overlaps(one, other))).toBe(false);
    expect(labels.some((other) => other !== one && overlaps(one, other))).toBe(false);
  }
});

test("an edge to a missing task has no route", () => {
  expect(routeEdges([card("a", 0, 0)], [edge("a", "gone")]).size).toBe(0);
});

test("the time to route grows with the tasks of a graph, not with their square", () => {
  const route = (size: number) => {
    const cards = Array.from({ length: size }, (_, index) =>
      card(`t${index}`, (index % 5) * 256, Math.floor(index / 5) * 120),
    );
    const edges = cards
      .slice(1)
      .flatMap((one, index) => [
        edge(`t${index}`, one.id, label),
        ...(index % 3 === 0 && index > 12 ? [edge(`t${index}`, `t${index - 12}`, label)] : []),
      ]);
    expect(routeEdges(cards, edges).size).toBe(edges.length);
  };
  expect(growthOf(route, 125)).toBeLessThan(mostLinearGrowth);
});

test("no label covers the line of another edge when there is space beside it", () => {
  const wide = { width: 150, height: 20 };
  const cards = [card("type", 300, 0), card("car", 0, 180), card("flat", 260, 180), card("person", 420, 400)];
  const edges = [edge("type", "car", wide), edge("type", "flat", wide), edge("type", "person", wide)];
  const routes = routeEdges(cards, edges);
  for (const [id, { label: box }] of routes) {
    const others = [...routes].filter(([other]) => other !== id);
    const crossing = others.filter(([, { points }]) => segmentsOf(points).some((line) => box && overlaps(line, box)));
    expect(crossing.map(([other]) => `${id} on ${other}`)).toEqual([]);
  }
});
