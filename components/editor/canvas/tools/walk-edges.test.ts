import { expect, test } from "vitest";
import { walkFrom } from "./walk-edges";

const ground = {
  startTaskId: "a",
  taskIds: ["a", "b", "c", "d", "e", "alone"],
  edges: [
    ...[
      { from: "a", to: "b" },
      { from: "a", to: "c" },
      { from: "a", to: "d" },
    ],
    ...[
      { from: "b", to: "e" },
      { from: "c", to: "e" },
      { from: "e", to: "e" },
    ],
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

test("down follows the nearest edge, up leads back along one", () => {
  expect(walkFrom("a", "next", ground)).toBe("c");
  expect(walkFrom("b", "next", ground)).toBe("e");
  expect(walkFrom("e", "previous", ground)).toBe("b");
  expect(walkFrom("d", "next", ground)).toBeUndefined();
  expect(walkFrom("a", "previous", ground)).toBeUndefined();
});

test("left and right lead to what follows the same task, as it lies on the canvas", () => {
  expect(walkFrom("b", "right", ground)).toBe("c");
  expect(walkFrom("c", "right", ground)).toBe("d");
  expect(walkFrom("c", "left", ground)).toBe("b");
  expect(walkFrom("d", "right", ground)).toBeUndefined();
});

test("a task without siblings has those beside it in its row", () => {
  expect(walkFrom("e", "right", ground)).toBe("alone");
  expect(walkFrom("alone", "left", ground)).toBe("e");
});

test("an edge of a task to itself leads nowhere", () => {
  expect(walkFrom("e", "next", ground)).toBeUndefined();
});
