import type { Box, BoxIndex, Point } from "../places/geometry";

/** A straight part of an edge's line. */
export type Segment = Box & { edgeId: string; source: string; target: string };

/** The straight parts of a line, as boxes without width or without height. */
export function segmentsOf(points: readonly Point[]): Box[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const [width, height] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)];
    return width + height < 0.5 ? [] : [{ x, y, width, height }];
  });
}

/** The number of cards that a segment crosses. The cards of the edge count only where the segment is inside them. */
export function countCrossings(segment: Box, cards: BoxIndex<Box>, source: Box, target: Box): number {
  return cards
    .within({ x: segment.x - 4, y: segment.y - 4, width: segment.width + 8, height: segment.height + 8 })
    .filter((card) => {
      if (card !== source && card !== target) return true;
      return (
        segment.x + segment.width > card.x + 1 &&
        segment.x < card.x + card.width - 1 &&
        segment.y + segment.height > card.y + 1 &&
        segment.y < card.y + card.height - 1
      );
    }).length;
}

/** The length that a segment shares with other lines. Lines from one source or into one target may join. Pixels. */
export function sharedLength(segment: Box, lines: BoxIndex<Segment>, edge: { source: string; target: string }): number {
  const isHorizontal = segment.height < 1;
  const [start, length] = isHorizontal ? (["x", "width"] as const) : (["y", "height"] as const);
  return lines
    .within({ x: segment.x - 3, y: segment.y - 3, width: segment.width + 6, height: segment.height + 6 })
    .filter((line) => line.height < 1 === isHorizontal && line.source !== edge.source && line.target !== edge.target)
    .reduce((sum, line) => {
      const end = Math.min(segment[start] + segment[length], line[start] + line[length]);
      return sum + Math.max(0, end - Math.max(segment[start], line[start]));
    }, 0);
}
