import type { Rect } from "@xyflow/react";
import type { GraphNode, GraphView, Jump } from "@/lib/workflows/schema";

interface Point {
  x: number;
  y: number;
}

/** The line of a jump: a step of the session without an edge. It runs at the right of the graph, beside its label. */
export interface JumpRoute {
  jump: Jump;
  points: Point[];
  label: Rect;
}

/** The space between a line and a card. Pixels. */
const clearance = 8;
/** Each jump has a column at the right of the graph. Pixels. */
const column = { first: 20, width: 120, label: { width: 104, height: 52, gap: 6 } };
/** The offset between the ends of jumps, in pixels. After `count` jumps the offsets repeat. */
const endOffset = { x: 12, y: 4, count: 3 };

/** The box around all cards, routes, labels and jumps. */
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

/** Math.min(...values) would fail, because a large graph has more points than a call can have arguments. */
const least = (values: number[]): number => values.reduce((min, value) => Math.min(min, value), values[0] ?? 0);

/** Routes each jump through its own column. The lines do not cross cards. */
export function routeJumps(graph: GraphView, jumps: Jump[]): JumpRoute[] {
  const bounds = boundsOf(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  return jumps.flatMap((jump, index) => {
    const [from, to] = [byId.get(jump.from), byId.get(jump.to)];
    if (!from || !to) return [];
    const x = bounds.x + bounds.width + column.first + index * column.width;
    const slot = index % endOffset.count;
    const startX = from.x + from.width * 0.8 - slot * endOffset.x;
    const endX = to.x + to.width * 0.8 - slot * endOffset.x;
    const below = freeBelow(from, graph.nodes) + slot * endOffset.y;
    const above = freeAbove(to, graph.nodes) - slot * endOffset.y;
    return {
      jump,
      points: [
        { x: startX, y: from.y + from.height },
        { x: startX, y: below },
        { x, y: below },
        { x, y: above },
        { x: endX, y: above },
        { x: endX, y: to.y },
      ],
      label: { ...column.label, x: x + column.label.gap, y: (below + above - column.label.height) / 2 },
    };
  });
}

/** The y below a card at which a horizontal line to the right crosses no card. */
function freeBelow(card: GraphNode, nodes: GraphNode[]): number {
  let y = card.y + card.height + clearance;
  for (let hit = blockingCard(card, nodes, y); hit; hit = blockingCard(card, nodes, y))
    y = hit.y + hit.height + clearance;
  return y;
}

/** The y above a card at which a horizontal line to the right crosses no card. */
function freeAbove(card: GraphNode, nodes: GraphNode[]): number {
  let y = card.y - clearance;
  for (let hit = blockingCard(card, nodes, y); hit; hit = blockingCard(card, nodes, y)) y = hit.y - clearance;
  return y;
}

const blockingCard = (card: GraphNode, nodes: GraphNode[], y: number): GraphNode | undefined =>
  nodes.find(
    (other) =>
      other.id !== card.id && other.x + other.width > card.x && other.y < y + 2 && other.y + other.height > y - 2,
  );
