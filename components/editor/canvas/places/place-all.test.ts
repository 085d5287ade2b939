import { expect, test } from "vitest";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { createPlacer } from "./place-all";

const documentOf = (ids: string[], positions: EditorDocument["layout"]["positions"] = {}): EditorDocument => ({
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
    tasks: ids.map((id) => ({ id, kind: "say", label: id, config: {} })),
    edges: ids.slice(1).map((id, index) => ({ id: `e${index}`, from: ids[index] ?? "", to: id })),
  },
  layout: { positions, notes: [], groups: [] },
});
const layoutPlaces = { a: { x: 0, y: 0 }, b: { x: 0, y: 100 } };

test("a card is placed by the document, otherwise by the layout, otherwise below the task before it", () => {
  const places = createPlacer()(documentOf(["a", "b", "c"], { b: { x: 500, y: 500 } }), layoutPlaces);
  expect(places).toEqual({ a: { x: 0, y: 0 }, b: { x: 500, y: 500 }, c: { x: 496, y: 608 } });
});

test("a card keeps its place when other tasks are added or deleted", () => {
  const place = createPlacer();
  const before = place(documentOf(["a", "b", "c"]), layoutPlaces);
  expect(place(documentOf(["a", "c"]), layoutPlaces).c).toEqual(before.c);
  expect(place(documentOf(["a", "x", "b", "c"]), layoutPlaces).c).toEqual(before.c);
});

test("the same document gives the same object", () => {
  const place = createPlacer();
  const document = documentOf(["a", "b"]);
  expect(place(document, layoutPlaces)).toBe(place(document, layoutPlaces));
});
