import type { ElkNode } from "elkjs/lib/elk-api";
import type { GraphDefinition } from "@/lib/engine";
import { describeCard } from "./describe-card";
import { describeEdges } from "./describe-edges";
import { toElk, toRoute } from "./layout-elk";
import { orderGraph } from "./layout-order";
import type { GraphEdge, GraphView } from "./schema";

/** Finds the places of a graph's parts: `runLayout`, or what is kept from an earlier time. */
export type Layout = (graph: ElkNode) => Promise<ElkNode>;

/**
 * The picture of a definition: cards in reading order with their places, edges with their sentences and routes. The
 * same definition gives the same picture. Edges to tasks that do not exist (a draft) are left out; nothing throws but
 * `layout`.
 */
export async function layoutGraph(
  definition: GraphDefinition,
  meta: { workflowId: string; versionNumber: number },
  layout: Layout,
): Promise<GraphView> {
  const byId = new Map(definition.tasks.map((task) => [task.id, task]));
  const drawn = { ...definition, edges: definition.edges.filter(({ from, to }) => byId.has(from) && byId.has(to)) };
  const order = orderGraph(drawn);
  const tasks = order.taskIds.flatMap((id) => byId.get(id) ?? []);
  const cards = tasks.map((task) => describeCard(task, definition.startTaskId));
  const edges = describeEdges(drawn, order);
  const { children, edges: routes } = await layout(toElk(cards, edges, order));
  const places = new Map(children?.map((node) => [node.id, node]));
  const isMoved = (id: string) => byId.get(id)?.position !== undefined;
  return {
    ...meta,
    name: definition.name,
    nodes: cards.map((card) => {
      const { x = 0, y = 0, width = 0, height = 0 } = places.get(card.id) ?? {};
      const position = byId.get(card.id)?.position ?? { x, y };
      return { ...card, x: Math.round(position.x), y: Math.round(position.y), width, height };
    }),
    edges: edges.map((edge, index): GraphEdge => {
      const route = isMoved(edge.source) || isMoved(edge.target) ? undefined : toRoute(routes?.[index]);
      return route ? { ...edge, route } : edge;
    }),
  };
}
