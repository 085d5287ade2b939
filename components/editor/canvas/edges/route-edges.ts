import type { EdgeRoute } from "@/lib/workflows/schema";
import { type Box, BoxIndex, boxAround, centerOf, type Point } from "../places/geometry";
import { placeLabel } from "../places/place-label";

export interface EdgeToRoute {
  id: string;
  source: string;
  target: string;
  /** The box its sentence takes; null when it says nothing. */
  label: { width: number; height: number } | null;
}

export interface CardBox extends Box {
  id: string;
}

/** Between a line and a card, and between the ends of two lines at one card. */
const clearance = 16;
const apart = 24;
const costs = { crossing: 4_000, bend: 24, shared: 6 };

/**
 * How each edge runs between its cards, in right angles and round the other cards, with a place for its sentence. What
 * leads back goes round the side. Pure: the same input gives the same routes.
 */
export function routeEdges(cards: readonly CardBox[], edges: readonly EdgeToRoute[]): Map<string, EdgeRoute> {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const drawn = edges.filter(({ source, target }) => byId.has(source) && byId.has(target));
  const index = new BoxIndex<Box>(cards);
  const ends = endsOf(drawn, byId, index);
  const lines = new BoxIndex<Line>();
  const ways = new Map<string, Point[]>();
  for (const edge of drawn) {
    const [from, to] = ends.get(edge.id) ?? [];
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!from || !to || !source || !target) continue;
    const points = bestOf(waysBetween(from, to, source, target, index), (way) => {
      const hits = segmentsOf(way).reduce((sum, segment) => sum + crossings(segment, index, source, target), 0);
      const shared = segmentsOf(way).reduce((sum, segment) => sum + sharedLength(segment, lines, edge), 0);
      return hits * costs.crossing + shared * costs.shared + lengthOf(way) + way.length * costs.bend;
    });
    for (const segment of segmentsOf(points)) lines.add({ ...segment, id: edge.id, ends: [edge.source, edge.target] });
    ways.set(edge.id, points);
  }
  // When all lines are known: a sentence on the line of another edge would be read as that one's.
  const labels = new BoxIndex<Box>();
  return new Map(
    drawn.flatMap(({ id, label: size }) => {
      const points = ways.get(id);
      if (!points) return [];
      const others = { within: (area: Box) => lines.within(area).filter((line) => line.id !== id) };
      const label = size && placeLabel(points, size, { cards: index, labels, lines: others });
      if (label) labels.add(label);
      return [[id, { points, label }] as const];
    }),
  );
}

/** A straight part of an edge's line. */
type Line = Box & { id: string; ends: [string, string] };

type Ends = [from: Point, to: Point];

/** Where each edge leaves and enters: straight down where its cards lie below each other, else in the middle; never two at one place. */
function endsOf(edges: readonly EdgeToRoute[], byId: Map<string, Box>, cards: BoxIndex<Box>): Map<string, Ends> {
  const boxOf = (id: string): Box => byId.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const wishes = new Map(edges.map((edge) => [edge.id, straightX(boxOf(edge.source), boxOf(edge.target), cards)]));
  const spread = (side: "source" | "target", far: "source" | "target") => {
    const groups = Map.groupBy(edges, (edge) => edge[side]);
    return new Map(
      [...groups].flatMap(([id, group]) => {
        const box = boxOf(id);
        const sorted = group
          .map((edge) => ({
            ...{ id: edge.id, wish: wishes.get(edge.id) ?? box.x + box.width / 2 },
            isStraight: wishes.get(edge.id) !== undefined,
            far: centerOf(boxOf(edge[far])).x,
          }))
          .toSorted((a, b) => a.far - b.far);
        const places = spreadEnds(sorted, box.x + clearance, box.x + box.width - clearance);
        return sorted.map((edge, index) => [edge.id, places[index] ?? 0] as const);
      }),
    );
  };
  const [leaves, enters] = [spread("source", "target"), spread("target", "source")];
  const entering = new Map<string, number>();
  for (const { target } of edges) entering.set(target, (entering.get(target) ?? 0) + 1);
  return new Map(
    edges.map(({ id, source, target }) => {
      const [from, to] = [boxOf(source), boxOf(target)];
      const [leave = 0, enter = 0] = [leaves.get(id), enters.get(id)];
      // A step too small to be meant: the line that has its card's side for itself gives way.
      const isStep = Math.abs(leave - enter) < clearance;
      const isAlone = entering.get(target) === 1;
      return [
        id,
        [
          { x: leave, y: from.y + from.height },
          { x: isStep && isAlone ? leave : enter, y: to.y },
        ],
      ];
    }),
  );
}

/** Where a straight line can go down from one card to the other; undefined where it cannot. */
function straightX(from: Box, to: Box, cards: BoxIndex<Box>): number | undefined {
  const left = Math.max(from.x, to.x) + clearance;
  const right = Math.min(from.x + from.width, to.x + to.width) - clearance;
  if (right < left || to.y < from.y + from.height) return undefined;
  const x = Math.min(Math.max(centerOf(to).x, left), right);
  const way = { x: x - 4, y: from.y + from.height + 1, width: 8, height: to.y - from.y - from.height - 2 };
  return cards.within(way).length > 0 ? undefined : x;
}

/** Places in the order of the ends, apart from each other and within the card: straight lines get theirs, others give way. */
function spreadEnds(ends: readonly { wish: number; isStraight: boolean }[], first: number, last: number): number[] {
  const step = Math.min(apart, (last - first) / Math.max(1, ends.length - 1));
  const places: number[] = [];
  for (const { wish } of ends) places.push(Math.max(wish, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + step));
  const some = ends.some(({ isStraight }) => isStraight);
  const offsets = ends.flatMap(({ wish, isStraight }, index) =>
    isStraight || !some ? [wish - (places[index] ?? wish)] : [],
  );
  const shift = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  for (let index = places.length - 1; index >= 0; index--) {
    const most = index === places.length - 1 ? last : (places[index + 1] ?? last) - step;
    places[index] = Math.min((places[index] ?? 0) + shift, most);
  }
  return places.map((place, index) => Math.max(place, first + index * step));
}

/** The ways worth a look: down and across, or out to a free lane and along it. */
function waysBetween(from: Point, to: Point, source: Box, target: Box, cards: BoxIndex<Box>): Point[][] {
  const ways: Point[][] = [];
  const drop = to.y - from.y;
  if (drop >= clearance) {
    if (Math.abs(from.x - to.x) < 1) ways.push([from, to]);
    const heights = [from.y + drop / 2, to.y - clearance, from.y + clearance];
    for (const y of drop < 2 * clearance ? heights.slice(0, 1) : heights) {
      ways.push([from, { x: from.x, y }, { x: to.x, y }, to]);
    }
    if (!cards.within(strip(boxAround([source, target]), from, to)).some((card) => card !== source && card !== target))
      return ways;
  }
  const [leave, enter] = [from.y + clearance, to.y - clearance];
  for (const x of lanesBetween(from, to, source, target, cards)) {
    ways.push([from, { x: from.x, y: leave }, { x, y: leave }, { x, y: enter }, { x: to.x, y: enter }, to]);
  }
  return ways;
}

const strip = (around: Box, from: Point, to: Point): Box => ({
  ...{ x: around.x, width: around.width },
  ...{ y: from.y + 1, height: Math.max(1, to.y - from.y - 2) },
});

/** Beside every card that lies between the two ends, and beside the ends themselves. */
function lanesBetween(from: Point, to: Point, source: Box, target: Box, cards: BoxIndex<Box>): number[] {
  const around = boxAround([source, target]);
  const area = { ...around, x: around.x - 480, width: around.width + 960 };
  const between = [source, target, ...cards.within(area)];
  const lanes = between.flatMap(({ x, width }) => [x - clearance, x + width + clearance]);
  const all = boxAround(between);
  const round = [0, 1, 2].flatMap((lane) => [
    all.x + all.width + clearance + lane * (clearance / 2),
    all.x - clearance - lane * (clearance / 2),
  ]);
  const middle = (from.x + to.x) / 2;
  const near = [...new Set(lanes)].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle)).slice(0, 12);
  return [...near, ...round];
}

/** A straight part of a line as a box that is as good as flat. */
export function segmentsOf(points: readonly Point[]): Box[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
    const [width, height] = [Math.abs(from.x - to.x), Math.abs(from.y - to.y)];
    return width + height < 0.5 ? [] : [{ x, y, width, height }];
  });
}

/** Cards that a segment runs through; its own two count only where it runs inside them. */
function crossings(segment: Box, cards: BoxIndex<Box>, source: Box, target: Box): number {
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

/** Pixels that it would lie on a line between other cards. Lines of one source, or into one target, may join. */
function sharedLength(segment: Box, lines: BoxIndex<Line>, edge: EdgeToRoute): number {
  const isFlat = segment.height < 1;
  return lines
    .within({ x: segment.x - 3, y: segment.y - 3, width: segment.width + 6, height: segment.height + 6 })
    .reduce((sum, line) => {
      if (line.height < 1 !== isFlat || line.ends[0] === edge.source || line.ends[1] === edge.target) return sum;
      const [start, length] = isFlat ? (["x", "width"] as const) : (["y", "height"] as const);
      const end = Math.min(segment[start] + segment[length], line[start] + line[length]);
      return sum + Math.max(0, end - Math.max(segment[start], line[start]));
    }, 0);
}

const lengthOf = (points: readonly Point[]): number =>
  segmentsOf(points).reduce((sum, { width, height }) => sum + width + height, 0);

function bestOf(ways: Point[][], cost: (way: Point[]) => number): Point[] {
  let [best, least] = [ways[0] ?? [], Number.POSITIVE_INFINITY];
  for (const way of ways) {
    const price = cost(way);
    if (price < least) [best, least] = [way, price];
  }
  return best;
}
