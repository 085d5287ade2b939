import type { ElkExtendedEdge, ElkNode } from "elkjs/lib/elk-api";
import type { CardWords } from "../describing/describe-card";
import type { EdgeRoute, GraphEdge } from "../schema";
import type { GraphOrder } from "./layout-order";
import { cardSize, labelSize } from "./layout-size";

/** A task with more ways out than this has its branches in several rows. */
const maxBranches = 6;
const branchesInRow = 4;

// One layer below the other: a claim reads from the top down, and a page has more height than width for its branches.
const layoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.padding": "[top=0,left=0,bottom=0,right=0]",
  "elk.spacing.nodeNode": "32",
  "elk.spacing.edgeNode": "20",
  "elk.spacing.edgeEdge": "16",
  "elk.layered.spacing.nodeNodeBetweenLayers": "24",
  "elk.layered.spacing.edgeNodeBetweenLayers": "12",
  // Cards come in reading order: edges against it lead back, and branches keep their order.
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.crossingMinimization.forceNodeModelOrder": "true",
  "elk.layered.layerUnzipping.strategy": "ALTERNATING",
};

/**
 * ELK's network simplex places cards more evenly, but takes four times as long: two seconds at 500 tasks.
 */
const placement = (taskCount: number) => (taskCount <= 150 ? "NETWORK_SIMPLEX" : "BRANDES_KOEPF");

const inline = { "elk.edgeLabels.inline": "true" };

/** The graph as ELK lays it out: cards in the order of `nodes`, a box for each label. */
export function toElk(nodes: CardWords[], edges: GraphEdge[], { mainEdgeIds }: GraphOrder): ElkNode {
  const fanOf = new Map<string, number>();
  for (const { source } of edges) fanOf.set(source, (fanOf.get(source) ?? 0) + 1);
  const isWide = (taskId: string) => (fanOf.get(taskId) ?? 0) > maxBranches;
  const split = new Map(
    edges.flatMap(({ source, target }) =>
      isWide(source) ? [[target, Math.ceil((fanOf.get(source) ?? 0) / branchesInRow)] as const] : [],
    ),
  );
  // A task with many branches stands in the middle of them.
  const isStraight = ({ id, source }: GraphEdge) => mainEdgeIds.has(id) && !isWide(source);
  return {
    id: "graph",
    layoutOptions: { ...layoutOptions, "elk.layered.nodePlacement.strategy": placement(nodes.length) },
    children: nodes.map((node) => ({
      id: node.id,
      ...cardSize(node.label),
      layoutOptions: {
        "elk.layered.layerUnzipping.layerSplit": String(split.get(node.id) ?? 1),
        // Several on one side run through each other's labels.
        "elk.layered.edgeRouting.selfLoopDistribution": "EQUALLY",
      },
    })),
    edges: edges.map((edge, index) => ({
      id: `edge-${index}`,
      sources: [edge.source],
      targets: [edge.target],
      layoutOptions: { "elk.layered.priority.straightness": isStraight(edge) ? "10" : "1" },
      labels: edge.label ? [{ id: `label-${index}`, text: "label", ...labelSize(edge), layoutOptions: inline }] : [],
    })),
  };
}

/** Where a laid out edge runs; undefined when it was not. */
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
