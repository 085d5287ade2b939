import { expect, test } from "vitest";
import { BoxIndex } from "./geometry";
import { snapBox } from "./snap-cards";

const box = (x: number, y: number) => ({ x, y, width: 224, height: 56 });

test("a card snaps to the grid when no other card is aligned with it", () => {
  expect(snapBox(box(101, 59), new BoxIndex())).toEqual({ at: { x: 96, y: 64 }, guides: [] });
});

test("a card that is nearly aligned with another card snaps to it, and a guide shows the line", () => {
  const { at, guides } = snapBox(box(105, 203), new BoxIndex([box(100, 0)]));
  expect(at).toEqual({ x: 100, y: 208 });
  expect(guides).toEqual([{ axis: "x", at: 100, from: 0, to: 264 }]);
});

test("cards of different sizes are aligned at their middles too", () => {
  const { at } = snapBox({ ...box(0, 100), width: 100 }, new BoxIndex([box(-60, 0)]));
  expect(at.x).toBe(2);
});

test("a card snaps to the nearer of two lines", () => {
  expect(snapBox(box(104, 300), new BoxIndex([box(100, 0), box(105, 100)])).at.x).toBe(105);
});
