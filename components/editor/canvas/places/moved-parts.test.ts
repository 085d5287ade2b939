import { expect, test } from "vitest";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import { movedWith } from "./moved-parts";

const task = (id: string) => ({ id, kind: "say", label: id, config: {} });
const frame = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  label: id,
  tone: "neutral" as const,
  x,
  y,
  width,
  height,
});
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
    edges: [],
    tasks: [task("a"), task("b"), task("c")],
  },
  layout: {
    positions: {},
    notes: [{ id: "n", text: "", tone: "yellow", x: 20, y: 100, width: 100, height: 60 }],
    groups: [frame("outer", 0, 0, 600, 400), frame("inner", 10, 90, 200, 100), frame("far", 2_000, 0, 100, 100)],
  },
};
const places = { a: { x: 300, y: 20 }, b: { x: 500, y: 20 }, c: { x: 900, y: 20 } };

test("a group moves with the cards, notes and groups that it fully contains", () => {
  expect(movedWith(document, places, { taskIds: [], noteIds: [], groupIds: ["outer"] })).toEqual({
    taskIds: ["a"],
    noteIds: ["n"],
    groupIds: ["outer", "inner"],
  });
});

test("without a group only the selected parts move", () => {
  const parts = { taskIds: ["c"], noteIds: ["n"], groupIds: [] };
  expect(movedWith(document, places, parts)).toEqual(parts);
});
