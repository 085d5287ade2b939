import fc from "fast-check";
import { expect, test } from "vitest";
import { overlaps } from "./geometry";
import { placeCards } from "./place-cards";

const size = { width: 224, height: 56 };
const card = (id: string) => ({ id, ...size });

test("a card is placed below the task before it", () => {
  const places = placeCards({
    cards: [card("a"), card("b")],
    edges: [{ from: "a", to: "b" }],
    places: { a: { x: 320, y: 64 } },
  });
  expect(places).toEqual({ b: { x: 320, y: 176 } });
});

test("a card is placed beside another card when the place below is occupied", () => {
  const places = placeCards({
    cards: [card("a"), card("b"), card("c")],
    edges: [
      { from: "a", to: "b" },
      { from: "a", to: "c" },
    ],
    places: { a: { x: 0, y: 0 }, b: { x: 0, y: 112 } },
  });
  expect(places).toEqual({ c: { x: 256, y: 112 } });
});

test("a card without a task before it is placed above the task after it, or below all cards", () => {
  const places = placeCards({
    cards: [card("a"), card("b"), card("c")],
    edges: [{ from: "b", to: "a" }],
    places: { a: { x: 0, y: 400 } },
  });
  expect(places.b).toEqual({ x: 0, y: 288 });
  expect(places.c?.y).toBeGreaterThanOrEqual(456);
});

test("in any graph no two cards overlap and no card with a place moves", () => {
  const graph = fc.record({
    count: fc.integer({ min: 1, max: 40 }),
    edges: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(graph, ({ count, edges }) => {
      const cards = Array.from({ length: count }, (_, index) => card(`t${index}`));
      const places = { t0: { x: 8, y: 8 } };
      const placed = placeCards({
        cards,
        edges: edges.map(([from, to]) => ({ from: `t${from}`, to: `t${to}` })),
        places,
      });
      expect(Object.keys(placed)).toEqual(cards.slice(1).map(({ id }) => id));
      const boxes = Object.values({ ...places, ...placed }).map((place) => ({ ...place, ...size }));
      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).some((other) => overlaps(box, other))).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});
