import type { Box, BoxIndex, Point } from "./geometry";

/** Pixels between the lines of the grid that cards lie on. */
export const gridSize = 16;

export const toGrid = (value: number): number => Math.round(value / gridSize) * gridSize;

/** A line that shows what a card is in line with. `at` is its x when it is vertical, its y when it is horizontal. */
export interface Guide {
  axis: "x" | "y";
  at: number;
  from: number;
  to: number;
}

export interface Snapped {
  /** Where the moved box lies now. */
  at: Point;
  guides: Guide[];
}

/** A card this near to a line of another one snaps to it: half of the grid at most, so that the grid stays reachable. */
const reach = 6;
/** How far away a card may be that another one is put in line with. */
const sight = 900;

/**
 * Where a box that is dragged to `box` comes to lie: in line with the edges or the middle of the nearest card, else on
 * the grid; each axis by itself. `others` must not have the box itself.
 */
export function snapBox(box: Box, others: BoxIndex<Box>): Snapped {
  const seen = others.within({
    ...{ x: box.x - sight, y: box.y - sight },
    ...{ width: box.width + 2 * sight, height: box.height + 2 * sight },
  });
  const [x, y] = [nearest(box, seen, "x"), nearest(box, seen, "y")];
  const at = { x: x ? box.x + x.offset : toGrid(box.x), y: y ? box.y + y.offset : toGrid(box.y) };
  const moved = { ...box, ...at };
  return {
    at,
    guides: [
      ...(x ? [guideOf("x", x.line, moved, x.other)] : []),
      ...(y ? [guideOf("y", y.line, moved, y.other)] : []),
    ],
  };
}

type Axis = "x" | "y";
const linesOf = (box: Box, axis: Axis): [number, number, number] => {
  const size = axis === "x" ? box.width : box.height;
  return [box[axis], box[axis] + size / 2, box[axis] + size];
};

function nearest(box: Box, others: readonly Box[], axis: Axis) {
  let best: { offset: number; line: number; other: Box; distance: number } | undefined;
  const across = axis === "x" ? "y" : "x";
  const own = linesOf(box, axis);
  for (const other of others) {
    const distance = Math.abs(other[across] - box[across]);
    for (const [index, line] of linesOf(other, axis).entries()) {
      const offset = line - (own[index] ?? 0);
      if (Math.abs(offset) > reach) continue;
      const isBetter =
        !best ||
        Math.abs(offset) < Math.abs(best.offset) ||
        (Math.abs(offset) === Math.abs(best.offset) && distance < best.distance);
      if (isBetter) best = { offset, line, other, distance };
    }
  }
  return best;
}

function guideOf(axis: Axis, at: number, box: Box, other: Box): Guide {
  const ends =
    axis === "x"
      ? [box, other].map(({ y, height }) => [y, y + height])
      : [box, other].map(({ x, width }) => [x, x + width]);
  return { axis, at, from: Math.min(...ends.flat()), to: Math.max(...ends.flat()) };
}
