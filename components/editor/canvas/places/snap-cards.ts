import type { Box, BoxIndex, Point } from "./geometry";

/** Pixels between the lines of the grid. */
export const gridSize = 16;

/** The nearest coordinate on the grid. */
export const toGrid = (value: number): number => Math.round(value / gridSize) * gridSize;

/** A line between aligned cards. Axis "x" is a vertical line at this x, axis "y" a horizontal line at this y. */
export interface Guide {
  axis: "x" | "y";
  at: number;
  from: number;
  to: number;
}

interface SnappedBox {
  /** The place of the box after snapping. */
  at: Point;
  guides: Guide[];
}

/** A box snaps to a line of another card within this distance. It is below half the grid size. Pixels. */
const snapDistance = 6;
/** Cards farther away than this are not aligned with. Pixels. */
const searchDistance = 900;

/**
 * Snaps a dragged box: to the border or the middle of the nearest card, otherwise to the grid. Each axis snaps
 * separately. `others` must not contain the box itself.
 */
export function snapBox(box: Box, others: BoxIndex<Box>): SnappedBox {
  const nearby = others.within({
    x: box.x - searchDistance,
    y: box.y - searchDistance,
    width: box.width + 2 * searchDistance,
    height: box.height + 2 * searchDistance,
  });
  const [x, y] = [nearest(box, nearby, "x"), nearest(box, nearby, "y")];
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
      if (Math.abs(offset) > snapDistance) continue;
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
