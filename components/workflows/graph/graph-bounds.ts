import type { Rect } from "@xyflow/react";
import type { GraphNode, GraphView, Jump } from "@/lib/workflows/schema";

interface Point {
  x: number;
  y: number;
}

/** How a step that no edge leads along is drawn: round the right side of the graph, with its words beside the line. */
export interface JumpRoute {
  jump: Jump;
  points: Point[];
  label: Rect;
}

/** Between a line and the card or the graph that it goes round. */
const clearance = 8;
const lane = { first: 20, width: 120, label: { width: 104, height: 52, gap: 6 } };
/** Jumps of one card leave and enter beside each other, this far apart; more than three share a place. */
const apart = { x: 12, y: 4, places: 3 };

/** Everything that the picture shows: cards, routes, labels, jumps. */
export function boundsOf(graph: GraphView, jumps: JumpRoute[] = []): Rect {
  const routes = graph.edges.flatMap(({ route }) => (route ? [route] : []));
  const points = [
    ...[...routes, ...jumps].flatMap((route) => route.points),
    ...[...graph.nodes, ...routes.flatMap(({ label }) => label ?? []), ...jumps.map(({ label }) => label)].flatMap(
      ({ x, y, width, height }) => [
        { x, y },
        { x: x + width, y: y + height },
      ],
    ),
  ];
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [least(xs), least(ys)];
  return { x, y, width: -least(xs.map((value) => -value)) - x, height: -least(ys.map((value) => -value)) - y };
}

/** Not by Math.min(...): a large graph has more points than a call takes arguments. */
const least = (values: number[]): number => values.reduce((min, value) => Math.min(min, value), values[0] ?? 0);

/** Jumps between cards, each in a lane of its own. They cross no card. */
export function routeJumps(graph: GraphView, jumps: Jump[]): JumpRoute[] {
  const bounds = boundsOf(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return jumps.flatMap((jump, index) => {
    const [from, to] = [byId.get(jump.from), byId.get(jump.to)];
    if (!from || !to) return [];
    const x = bounds.x + bounds.width + lane.first + index * lane.width;
    const place = index % apart.places;
    const [leaves, enters] = [from, to].map((card) => card.x + card.width * 0.8 - place * apart.x) as [number, number];
    const below = freeBelow(from, graph.nodes) + place * apart.y;
    const above = freeAbove(to, graph.nodes) - place * apart.y;
    return {
      jump,
      points: [
        ...[
          { x: leaves, y: from.y + from.height },
          { x: leaves, y: below },
          { x, y: below },
        ],
        ...[
          { x, y: above },
          { x: enters, y: above },
          { x: enters, y: to.y },
        ],
      ],
      label: { ...lane.label, x: x + lane.label.gap, y: (below + above - lane.label.height) / 2 },
    };
  });
}

/** The height below a card at which a line to the right meets no other. */
function freeBelow(card: GraphNode, nodes: GraphNode[]): number {
  let y = card.y + card.height + clearance;
  for (let hit = blocking(card, nodes, y); hit; hit = blocking(card, nodes, y)) y = hit.y + hit.height + clearance;
  return y;
}

function freeAbove(card: GraphNode, nodes: GraphNode[]): number {
  let y = card.y - clearance;
  for (let hit = blocking(card, nodes, y); hit; hit = blocking(card, nodes, y)) y = hit.y - clearance;
  return y;
}

const blocking = (card: GraphNode, nodes: GraphNode[], y: number): GraphNode | undefined =>
  nodes.find(
    (other) =>
      other.id !== card.id && other.x + other.width > card.x && other.y < y + 2 && other.y + other.height > y - 2,
  );
