import type { ElkNode } from "elkjs/lib/elk-api";
import { type GraphDefinition, resolveSettings, type TaskDefinition } from "@/lib/engine";
import { taskKinds } from "@/lib/tasks/kinds";
import type { GraphLayout } from "./commands/document";
import { describeEdges } from "./describe-edges";
import { type CardWords, toElk, toRoute } from "./layout-elk";
import { orderGraph } from "./layout-order";
import type { GraphEdge, GraphView } from "./schema";

/** Finds the places of a graph's parts: `runLayout`, or what is kept from an earlier time. */
export type Layout = (graph: ElkNode) => Promise<ElkNode>;

/**
 * The picture of a definition: cards in reading order with their places, edges with their sentences and routes. Cards
 * that a designer put somewhere (`positions`) are there. The same definition gives the same picture. Edges to tasks that do not exist (a draft) are left out; nothing throws but
 * `layout`.
 */
export async function layoutGraph(
  stored: GraphDefinition,
  meta: { workflowId: string; versionNumber: number },
  layout: Layout,
  positions: GraphLayout["positions"] = {},
): Promise<GraphView> {
  const definition = resolveSettings(stored);
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

function describeCard(task: TaskDefinition, startTaskId: string): CardWords {
  return { id: task.id, label: task.label, ...describeKind(task), isStart: task.id === startTaskId };
}

/** A kind that the catalog no longer knows, or a half-written config, still gets a card that says what is known. */
function describeKind({ kind, config, description }: TaskDefinition) {
  // The card has one line for the points of the description.
  const points = description?.split("\n").filter(Boolean).join(" · ");
  const known = Object.hasOwn(taskKinds, kind) ? taskKinds[kind] : undefined;
  if (!known)
    return { kind, kindLabel: kind, icon: "circle-dot", summary: points ?? "This kind of task is not known here" };
  const parsed = known.configSchema.safeParse(config);
  const summary = points ?? (parsed.success ? withoutTemplate(known.summarize(parsed.data)) : known.description);
  return { kind, kindLabel: known.label, icon: known.icon, summary };
}

/** A template for reading: "Dear {{ claimant_name }}" is "Dear (claimant name)"; tags go. */
function withoutTemplate(text: string): string {
  return text.replaceAll(/\{%[^{}]*%\}/g, "").replaceAll(/\{\{([^{}]*)\}\}/g, (_, printed: string) => {
    const path = printed.split("|")[0]?.trim() ?? "";
    return `(${path.replace(/_cents$/, "").replaceAll(/[._]/g, " ")})`;
  });
}
