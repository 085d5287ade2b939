import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";
import { describeCondition, type EdgeDefinition, type GraphDefinition, type TaskDefinition } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import type { EdgeRoute, GraphEdge, GraphNode, GraphView } from "./schema";

/** Pixels; wide enough for the names that tasks usually have. */
const card = { width: 264, height: 64 };

// One layer below the other: a claim reads from the top down, and a page has more height than width for its branches.
const layoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "40",
  "elk.spacing.edgeNode": "20",
  "elk.spacing.edgeEdge": "16",
  "elk.layered.spacing.nodeNodeBetweenLayers": "28",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
  "elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
};

/**
 * The picture of a definition: cards in reading order with their places, edges with their sentences and routes. The
 * same definition gives the same picture. Edges to tasks that do not exist (a draft) are left out; nothing throws.
 */
export async function layoutGraph(
  definition: GraphDefinition,
  meta: { workflowId: string; versionNumber: number },
): Promise<GraphView> {
  const tasks = startFirst(definition);
  const taskIds = new Set(tasks.map((task) => task.id));
  const edges = definition.edges
    .filter((edge) => taskIds.has(edge.from) && taskIds.has(edge.to))
    .map((edge) => toEdge(edge, definition));
  const laidOut = await new ELK().layout({
    id: "graph",
    layoutOptions,
    children: tasks.map((task) => ({ id: task.id, ...card })),
    edges: edges.map((edge, index) => ({
      id: `edge-${index}`,
      sources: [edge.source],
      targets: [edge.target],
      labels: edge.label ? [{ id: `label-${index}`, text: edge.label, ...labelSize(edge.label) }] : [],
    })),
  });
  const places = new Map(laidOut.children?.map((node) => [node.id, node]));
  const moved = new Set(tasks.filter((task) => task.position).map((task) => task.id));
  return {
    ...meta,
    name: definition.name,
    nodes: tasks.sort(readingOrder(places)).map((task) => toNode(task, places.get(task.id), definition.startTaskId)),
    edges: edges.map((edge, index): GraphEdge => {
      const route = moved.has(edge.source) || moved.has(edge.target) ? undefined : toRoute(laidOut.edges?.[index]);
      return route ? { ...edge, route } : edge;
    }),
  };
}

/** The layout breaks loops where they come back to a task it saw earlier, so it has to see the start first. */
function startFirst({ tasks, startTaskId }: GraphDefinition): TaskDefinition[] {
  return tasks.toSorted((a, b) => Number(b.id === startTaskId) - Number(a.id === startTaskId));
}

const readingOrder = (places: Map<string, ElkNode>) => (a: TaskDefinition, b: TaskDefinition) => {
  const [first, second] = [places.get(a.id), places.get(b.id)];
  return (first?.y ?? 0) - (second?.y ?? 0) || (first?.x ?? 0) - (second?.x ?? 0);
};

function toNode(task: TaskDefinition, place: ElkNode | undefined, startTaskId: string): GraphNode {
  return {
    id: task.id,
    label: task.label,
    ...describeKind(task),
    isStart: task.id === startTaskId,
    x: Math.round(task.position?.x ?? place?.x ?? 0),
    y: Math.round(task.position?.y ?? place?.y ?? 0),
    ...card,
  };
}

/** A kind that the catalog no longer knows, or a half-written config, still gets a card that says what is known. */
function describeKind({ kind, config, description }: TaskDefinition) {
  // The card has one line for the points of the description.
  const points = description?.split("\n").filter(Boolean).join(" · ");
  const known = Object.hasOwn(taskCatalog, kind) ? taskCatalog[kind] : undefined;
  if (!known)
    return { kind, kindLabel: kind, icon: "circle-dot", summary: points ?? "This kind of task is not known here" };
  const parsed = known.configSchema.safeParse(config);
  const summary = points ?? (parsed.success ? known.summarize(parsed.data) : known.description);
  return { kind, kindLabel: known.label, icon: known.icon, summary };
}

function toEdge(edge: EdgeDefinition, { tasks, edges }: GraphDefinition): GraphEdge {
  const { id, from, to, label, condition } = edge;
  const question = label && tasks.find((task) => task.id === from)?.question;
  return {
    ...{ id, source: from, target: to, label: edgeLabel(edge, edges) },
    ...(question && { question }),
    ...(label && condition && { rule: describeCondition(condition) }),
  };
}

function edgeLabel(edge: EdgeDefinition, edges: EdgeDefinition[]): string {
  if (edge.label) return edge.label;
  if (edge.condition) return describeCondition(edge.condition);
  return edges.some((other) => other.from === edge.from && other.condition) ? "otherwise" : "";
}

/** Room for the label in 12 px type: an estimate on the generous side, as the server has no font to measure with. */
function labelSize(text: string) {
  const [characterWidth, lineHeight, padding, maxWidth] = [6.6, 16, 12, 200];
  const width = Math.ceil(text.length * characterWidth);
  const lines = Math.min(3, Math.ceil(width / (maxWidth - padding - 20)));
  return {
    width: lines > 1 ? maxWidth : width + padding,
    height: lines * lineHeight + 4,
    layoutOptions: { "elk.edgeLabels.inline": "true" },
  };
}

function toRoute(edge: ElkExtendedEdge | undefined): EdgeRoute | undefined {
  const section = edge?.sections?.[0];
  if (!section) return undefined;
  const { x = 0, y = 0, width = 0, height = 0 } = edge.labels?.[0] ?? {};
  return {
    points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map((point) => ({
      x: Math.round(point.x),
      y: Math.round(point.y),
    })),
    label: edge.labels?.length ? { x: Math.round(x), y: Math.round(y), width, height } : null,
  };
}
