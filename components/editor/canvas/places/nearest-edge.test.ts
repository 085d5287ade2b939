import { expect, test } from "vitest";
import { nearestEdge } from "./nearest-edge";

const route = (x: number) => ({
  points: [
    { x, y: 0 },
    { x, y: 100 },
  ],
  label: null,
});
const routes = new Map([
  ["left", route(0)],
  ["right", route(40)],
]);

test("finds the edge nearest to a point, and none beyond the distance", () => {
  expect(nearestEdge(routes, { x: 12, y: 50 }, 24)).toBe("left");
  expect(nearestEdge(routes, { x: 30, y: 50 }, 24)).toBe("right");
  expect(nearestEdge(routes, { x: 80, y: 50 }, 24)).toBeNull();
  expect(nearestEdge(routes, { x: 0, y: 130 }, 24)).toBeNull();
});
