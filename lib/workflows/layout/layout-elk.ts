import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import type { CardWords } from "../describing/describe-card";
import type { EdgeRoute, GraphEdge } from "../schema";
import type { GraphOrder } from "./layout-order";
import { cardSize, labelSize } from "./layout-size";

/** The branches of a task with more outgoing edges than this are in several rows. */
const maxBranches = 6;
const branchesInRow = 4;

// Layers go from top to bottom, because a page scrolls vertically.
const layoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "32",
  "elk.spacing.edgeNode": "20",
  "elk.spacing.edgeEdge": "16",
  // The least that leaves room for arrows: a picture of ten tasks is then legible as a whole at 1440 x 900.
  "elk.layered.spacing.nodeNodeBetweenLayers": "12",
  "elk.layered.spacing.edgeNodeBetweenLayers": "8",
  // Cards are in reading order. Edges against this order go back, and branches keep their order.
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
  "elk.layered.layerUnzipping.strategy": "ALTERNATING",
};

/** The editor finds other routes than ELK, with labels that need more room. */
export const withRoom = (graph: ElkNode): ElkNode => ({
  ...graph,
  layoutOptions: {
    ...graph.layoutOptions,
    "elk.layered.spacing.nodeNodeBetweenLayers": "24",
    "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  },
});

/** ELK's network simplex places cards more evenly, but takes four times as long: two seconds for 500 tasks. */
const placement = (taskCount: number) => (taskCount <= 150 ? "NETWORK_SIMPLEX" : "BRANDES_KOEPF");

const labelOptions = { "elk.edgeLabels.inline": "true" };

/** The input of ELK: cards in the order of `nodes`, and a box for each label. Sizes are in pixels. */
export function toElk(nodes: CardWords[], edges: GraphEdge[], { mainEdgeIds }: GraphOrder): ElkNode {
  const outgoingCounts = new Map<string, number>();
  for (const { source } of edges) outgoingCounts.set(source, (outgoingCounts.get(source) ?? 0) + 1);
  const hasManyBranches = (taskId: string) => (outgoingCounts.get(taskId) ?? 0) > maxBranches;
  const rowCounts = new Map(
    edges.flatMap(({ source, target }) =>
      hasManyBranches(source) ? [[target, Math.ceil((outgoingCounts.get(source) ?? 0) / branchesInRow)] as const] : [],
    ),
  );
  // The edges of a task with many branches are not straight, so that the task is in the middle of its branches.
  const isStraight = ({ id, source }: GraphEdge) => mainEdgeIds.has(id) && !hasManyBranches(source);
  return {
    id: "graph",
    layoutOptions: { ...layoutOptions, "elk.layered.nodePlacement.strategy": placement(nodes.length) },
    children: nodes.map((node) => ({
      id: node.id,
      ...cardSize(node.label),
      layoutOptions: {
        "elk.layered.layerUnzipping.layerSplit": String(rowCounts.get(node.id) ?? 1),
        // Several self loops on one side would cross each other's labels.
        "elk.layered.edgeRouting.selfLoopDistribution": "EQUALLY",
      },
    })),
    edges: edges.map((edge, index) => ({
      id: `edge-${index}`,
      sources: [edge.source],
      targets: [edge.target],
      layoutOptions: { "elk.layered.priority.straightness": isStraight(edge) ? "10" : "1" },
      labels: edge.label
        ? [{ id: `label-${index}`, text: "label", ...labelSize(edge), layoutOptions: labelOptions }]
        : [],
    })),
  };
}

/** The route of an edge in whole pixels; undefined if ELK did not route it. */
export function toRoute(edge: ElkExtendedEdge | undefined): EdgeRoute | undefined {
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
