import { expect, test } from "vitest";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { boundsOf, createRouter } from "./route-all";

const document: EditorDocument = {
  definition: {
    id: "w",
    name: "W",
    description: "",
    startedBy: ["claimant"],
    startedWith: "new",
    sessionWord: { one: "claim", many: "claims" },
    collections: [],
    startTaskId: "a",
    settings: [],
    tasks: ["a", "b"].map((id) => ({ id, kind: "say", label: id, config: {} })),
    edges: [
      { id: "on", from: "a", to: "b" },
      { id: "back", from: "b", to: "a", condition: { field: "complete", op: "eq", value: false } },
    ],
  },
  layout: { positions: {}, notes: [], groups: [] },
};
const places = { a: { x: 0, y: 0 }, b: { x: 0, y: 200 } };

test("the bounds contain lines and labels outside the cards", () => {
  const routedEdges = createRouter()(document, places);
  const { points = [], label } = routedEdges.routes.get("back") ?? {};
  const bounds = boundsOf(document, places, routedEdges);
  const right = bounds.x + bounds.width;
  for (const { x, y } of points) {
    expect(x).toBeGreaterThanOrEqual(bounds.x);
    expect(x).toBeLessThanOrEqual(right);
    expect(y).toBeGreaterThanOrEqual(bounds.y);
  }
  expect(label).not.toBeNull();
  expect((label?.x ?? 0) >= bounds.x && (label?.x ?? 0) + (label?.width ?? 0) <= right).toBe(true);
  expect(Math.min(...points.map(({ x }) => x)) < 0 || Math.max(...points.map(({ x }) => x)) > 224).toBe(true);
});

test("a changed place routes the edges again, a changed note does not", () => {
  const route = createRouter();
  const routedEdges = route(document, places);
  const notes = [{ id: "n", text: "N", x: 0, y: 0, width: 100, height: 100, tone: "yellow" as const }];
  expect(route({ ...document, layout: { ...document.layout, notes } }, places)).toBe(routedEdges);
  expect(route(document, { ...places })).not.toBe(routedEdges);
});
