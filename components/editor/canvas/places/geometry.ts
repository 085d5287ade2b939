/** Pixels on the canvas at a zoom of 1. */
export interface Point {
  x: number;
  y: number;
}

/** A rectangle on the canvas: its upper left corner and its size. Pixels. */
export interface Box extends Point {
  width: number;
  height: number;
}

/** Whether two boxes overlap, or are closer to each other than the gap. */
export const overlaps = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

/** Whether the inner box is completely inside the outer one. */
export const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The centre of a box. */
export const centerOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** The smallest box around all boxes. Without boxes, an empty box at the origin. */
export function boxAround(boxes: readonly Box[]): Box {
  const [first, ...others] = boxes;
  if (!first) return { x: 0, y: 0, width: 0, height: 0 };
  let [left, top, right, bottom] = [first.x, first.y, first.x + first.width, first.y + first.height];
  for (const { x, y, width, height } of others) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The width and height of a cell of the index. Pixels. */
const cellSize = 256;

/** A spatial index of boxes. A query compares only the boxes in the same cells. */
export class BoxIndex<T extends Box> {
  #cells = new Map<string, T[]>();

  constructor(boxes: Iterable<T> = []) {
    for (const box of boxes) this.add(box);
  }

  add(box: T): void {
    for (const key of cellsOf(box)) {
      const found = this.#cells.get(key);
      if (found) found.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  /** The boxes that overlap `area`, each once. */
  within(area: Box): T[] {
    const found = new Set<T>();
    for (const key of cellsOf(area)) {
      for (const box of this.#cells.get(key) ?? []) if (overlaps(area, box)) found.add(box);
    }
    return [...found];
  }
}

function cellsOf({ x, y, width, height }: Box): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(x / cellSize); column <= Math.floor((x + width) / cellSize); column++) {
    for (let row = Math.floor(y / cellSize); row <= Math.floor((y + height) / cellSize); row++)
      keys.push(`${column} ${row}`);
  }
  return keys;
}
