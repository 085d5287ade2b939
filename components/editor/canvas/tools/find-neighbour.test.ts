import { expect, test } from "vitest";
import { findNeighbour } from "./find-neighbour";

const graph = {
  taskIds: ["a", "b", "c", "d", "e", "alone"],
  edges: [
    { from: "a", to: "b" },
    { from: "a", to: "c" },
    { from: "a", to: "d" },
    { from: "b", to: "e" },
    { from: "c", to: "e" },
    { from: "e", to: "e" },
  ],
  places: {
    a: { x: 200, y: 0 },
    b: { x: 0, y: 100 },
    c: { x: 210, y: 100 },
    d: { x: 400, y: 100 },
    e: { x: 0, y: 200 },
    alone: { x: 300, y: 210 },
  },
};

test("down goes to the nearest following task, up to the task before", () => {
  expect(findNeighbour("a", "next", graph)).toBe("c");
  expect(findNeighbour("b", "next", graph)).toBe("e");
  expect(findNeighbour("e", "previous", graph)).toBe("b");
  expect(findNeighbour("d", "next", graph)).toBeUndefined();
  expect(findNeighbour("a", "previous", graph)).toBeUndefined();
});

test("left and right go to the tasks that follow the same task, in their order on the canvas", () => {
  expect(findNeighbour("b", "right", graph)).toBe("c");
  expect(findNeighbour("c", "right", graph)).toBe("d");
  expect(findNeighbour("c", "left", graph)).toBe("b");
  expect(findNeighbour("d", "right", graph)).toBeUndefined();
});

test("left and right go to the cards in the same row when a task has no siblings", () => {
  expect(findNeighbour("e", "right", graph)).toBe("alone");
  expect(findNeighbour("alone", "left", graph)).toBe("e");
});

test("an edge from a task to itself is ignored", () => {
  expect(findNeighbour("e", "next", graph)).toBeUndefined();
});
