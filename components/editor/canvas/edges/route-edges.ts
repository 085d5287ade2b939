import type { EdgeRoute } from "@/lib/workflows/schema";
import { type Box, BoxIndex, type Point } from "../places/geometry";
import { placeLabel } from "../places/place-label";
import { type Connection, candidateLines } from "./candidate-lines";
import { findEnds } from "./edge-ends";
import { countCrossings, type Segment, segmentsOf, sharedLength } from "./segments";

interface EdgeToRoute {
  id: string;
  source: string;
  target: string;
  /** The size of its label; null without a label. Pixels. */
  label: { width: number; height: number } | null;
}

export interface CardBox extends Box {
  id: string;
}

const costs = { crossing: 4_000, bend: 24, shared: 6 };

/**
 * The route of each edge between its cards, in right angles and around other cards, with a place for its label. Edges
 * that go back to an earlier task pass beside the cards. The same input gives the same routes.
 */
export function routeEdges(cards: readonly CardBox[], edges: readonly EdgeToRoute[]): Map<string, EdgeRoute> {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const drawn = edges.filter(({ source, target }) => byId.has(source) && byId.has(target));
  const cardIndex = new BoxIndex<Box>(cards);
  const ends = findEnds(drawn, byId, cardIndex);
  const segments = new BoxIndex<Segment>();
  const lines = new Map<string, Point[]>();
  for (const edge of drawn) {
    const [from, to] = ends.get(edge.id) ?? [];
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (!from || !to || !source || !target) continue;
    const points = chooseLine(edge, { from, to, source, target }, cardIndex, segments);
    for (const segment of segmentsOf(points)) {
      segments.add({ ...segment, edgeId: edge.id, source: edge.source, target: edge.target });
    }
    lines.set(edge.id, points);
  }
  return placeLabels(drawn, lines, cardIndex, segments);
}

/** The candidate with the lowest cost: few crossings, few bends, short, and not on the line of another edge. */
function chooseLine(
  edge: EdgeToRoute,
  connection: Connection,
  cards: BoxIndex<Box>,
  segments: BoxIndex<Segment>,
): Point[] {
  const { source, target } = connection;
  const candidates = candidateLines(connection, cards);
  let best = candidates[0] ?? [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const points of candidates) {
    let cost = points.length * costs.bend;
    for (const segment of segmentsOf(points)) {
      cost += countCrossings(segment, cards, source, target) * costs.crossing;
      cost += sharedLength(segment, segments, edge) * costs.shared;
      cost += segment.width + segment.height;
    }
    if (cost < lowest) [best, lowest] = [points, cost];
  }
  return best;
}

/** Adds the labels. It runs after all lines are known, because a label on a line would be read as that line's label. */
function placeLabels(
  edges: readonly EdgeToRoute[],
  lines: ReadonlyMap<string, Point[]>,
  cards: BoxIndex<Box>,
  segments: BoxIndex<Segment>,
): Map<string, EdgeRoute> {
  const labels = new BoxIndex<Box>();
  const routes = new Map<string, EdgeRoute>();
  for (const { id, label: size } of edges) {
    const points = lines.get(id);
    if (!points) continue;
    const others = { within: (area: Box) => segments.within(area).filter(({ edgeId }) => edgeId !== id) };
    const label = size && placeLabel(points, size, { cards, labels, lines: others });
    if (label) labels.add(label);
    routes.set(id, { points, label });
  }
  return routes;
}
