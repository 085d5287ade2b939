import type { ElkNode } from "elkjs/lib/elk-api";
import type { GraphDefinition } from "@/lib/engine";
import { resolveSettings } from "@/lib/engine/definition-kit";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import type { GraphLayout } from "../commands/document";
import { describeCard } from "../describing/describe-card";
import { describeEdges } from "../describing/describe-edges";
import type { GraphEdge, GraphView } from "../schema";
import { toElk, toRoute } from "./layout-elk";
import { orderGraph } from "./layout-order";

/** Computes the layout (`runLayout`), or reads a stored one (`findLayout`). */
type Layout = (graph: ElkNode) => Promise<ElkNode>;

/**
 * The graph of a definition: cards in reading order with their places, edges with their sentences and routes. Cards in
 * `positions` have the place that a designer gave them. The same definition gives the same graph. Edges to missing
 * tasks of a draft are left out. It throws only the errors of `layout`. Places and sizes are in pixels.
 */
export async function layoutGraph(
  stored: GraphDefinition,
  meta: { workflowId: string; versionNumber: number },
  layout: Layout,
  positions: GraphLayout["positions"] = {},
): Promise<GraphView> {
  const definition = resolveSettings(stored, valueFormat);
  const byId = new Map(definition.tasks.map((task) => [task.id, task]));
  const drawn = { ...definition, edges: definition.edges.filter(({ from, to }) => byId.has(from) && byId.has(to)) };
  const order = orderGraph(drawn);
  const tasks = order.taskIds.flatMap((id) => byId.get(id) ?? []);
  const cards = tasks.map((task) => describeCard(task, definition.startTaskId));
  const edges = describeEdges(drawn, order);
  const { children, edges: routes } = await layout(toElk(cards, edges, order));
  const places = new Map(children?.map((node) => [node.id, node]));
  const positionOf = (id: string) => (Object.hasOwn(positions, id) ? positions[id] : undefined);
  return {
    ...meta,
    name: definition.name,
    nodes: cards.map((card) => {
      const { x = 0, y = 0, width = 0, height = 0 } = places.get(card.id) ?? {};
      const position = positionOf(card.id) ?? { x, y };
      return { ...card, x: Math.round(position.x), y: Math.round(position.y), width, height };
    }),
    edges: edges.map((edge, index): GraphEdge => {
      const isMoved = positionOf(edge.source) !== undefined || positionOf(edge.target) !== undefined;
      const route = isMoved ? undefined : toRoute(routes?.[index]);
      return route ? { ...edge, route } : edge;
    }),
  };
}
