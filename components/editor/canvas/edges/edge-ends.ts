import { type Box, type BoxIndex, centerOf, type Point } from "../places/geometry";

/** The space between a line and a card. Pixels. */
export const clearance = 16;
/** The space between the ends of two lines at one card. Pixels. */
const endSpacing = 24;

/** Where a line starts and where it ends. */
type Ends = [from: Point, to: Point];

interface ConnectedEdge {
  id: string;
  source: string;
  target: string;
}

interface PreferredEnd {
  edgeId: string;
  x: number;
  /** The line can be straight if its end is exactly at `x`. */
  isStraight: boolean;
}

/**
 * The two ends of each edge. A line is straight if a straight line between its cards is possible. Otherwise its ends
 * are in the middle of its cards. Ends at one card do not share a place.
 */
export function findEnds(
  edges: readonly ConnectedEdge[],
  byId: ReadonlyMap<string, Box>,
  cards: BoxIndex<Box>,
): Map<string, Ends> {
  const boxOf = (id: string): Box => byId.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const straight = new Map(edges.map((edge) => [edge.id, straightX(boxOf(edge.source), boxOf(edge.target), cards)]));
  const sourceXs = spreadSide(edges, "source", straight, boxOf);
  const targetXs = spreadSide(edges, "target", straight, boxOf);
  const incomingCounts = new Map<string, number>();
  for (const { target } of edges) incomingCounts.set(target, (incomingCounts.get(target) ?? 0) + 1);
  return new Map(
    edges.map(({ id, source, target }) => {
      const [from, to] = [boxOf(source), boxOf(target)];
      const [sourceX = 0, targetX = 0] = [sourceXs.get(id), targetXs.get(id)];
      // A small step looks like a mistake. The end of a line that is alone at its target moves to avoid it.
      const isSmallStep = Math.abs(sourceX - targetX) < clearance;
      const isAlone = incomingCounts.get(target) === 1;
      const start = { x: sourceX, y: from.y + from.height };
      return [id, [start, { x: isSmallStep && isAlone ? sourceX : targetX, y: to.y }]];
    }),
  );
}

/** The x of each edge at one of its sides, by edge id. Edges are ordered by the place of their other card. */
function spreadSide(
  edges: readonly ConnectedEdge[],
  side: "source" | "target",
  straight: ReadonlyMap<string, number | undefined>,
  boxOf: (id: string) => Box,
): Map<string, number> {
  const otherSide = side === "source" ? "target" : "source";
  const groups = Map.groupBy(edges, (edge) => edge[side]);
  return new Map(
    [...groups].flatMap(([cardId, group]) => {
      const card = boxOf(cardId);
      const ends: PreferredEnd[] = group
        .toSorted((a, b) => centerOf(boxOf(a[otherSide])).x - centerOf(boxOf(b[otherSide])).x)
        .map(({ id }) => ({
          edgeId: id,
          x: straight.get(id) ?? card.x + card.width / 2,
          isStraight: straight.get(id) !== undefined,
        }));
      const xs = spreadEnds(ends, card.x + clearance, card.x + card.width - clearance);
      return ends.map(({ edgeId }, index) => [edgeId, xs[index] ?? 0] as const);
    }),
  );
}

/** The x of a straight line from one card down to the other; undefined if there is none. */
function straightX(from: Box, to: Box, cards: BoxIndex<Box>): number | undefined {
  const left = Math.max(from.x, to.x) + clearance;
  const right = Math.min(from.x + from.width, to.x + to.width) - clearance;
  if (right < left || to.y < from.y + from.height) return undefined;
  const x = Math.min(Math.max(centerOf(to).x, left), right);
  const line = { x: x - 4, y: from.y + from.height + 1, width: 8, height: to.y - from.y - from.height - 2 };
  return cards.within(line).length > 0 ? undefined : x;
}

/**
 * The x of each end, in the same order, between `first` and `last` and with space between them. Ends of straight lines
 * keep their x if possible; other ends move.
 */
function spreadEnds(ends: readonly PreferredEnd[], first: number, last: number): number[] {
  const step = Math.min(endSpacing, (last - first) / Math.max(1, ends.length - 1));
  const xs: number[] = [];
  for (const { x } of ends) xs.push(Math.max(x, (xs.at(-1) ?? Number.NEGATIVE_INFINITY) + step));
  const hasStraight = ends.some(({ isStraight }) => isStraight);
  const offsets = ends.flatMap(({ x, isStraight }, index) =>
    isStraight || !hasStraight ? [x - (xs[index] ?? x)] : [],
  );
  const shift = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  for (let index = xs.length - 1; index >= 0; index--) {
    const max = index === xs.length - 1 ? last : (xs[index + 1] ?? last) - step;
    xs[index] = Math.min((xs[index] ?? 0) + shift, max);
  }
  return xs.map((x, index) => Math.max(x, first + index * step));
}
