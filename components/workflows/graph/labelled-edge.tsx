import { type Edge, type EdgeProps, MarkerType } from "@xyflow/react";
import { memo } from "react";
import type { ChangeKind, GraphEdge, GraphPath, GraphView } from "@/lib/workflows/schema";
import { EdgeLine } from "./edge-line";
import { dashes } from "./edge-path";
import type { JumpRoute } from "./graph-bounds";
import { describeChange, describeCount, type GraphChanges } from "./task-state";

interface EdgeData extends Record<string, unknown> {
  /** The label on the canvas, which may be shortened. */
  text: string;
  /** The full sentence, shown as a tooltip. */
  title: string;
  isTaken: boolean;
  route: GraphEdge["route"];
}
type FlowEdge = Edge<EdgeData, "labelled">;

const changeColours: Record<ChangeKind, string> = {
  added: "var(--done)",
  removed: "var(--attention)",
  changed: "var(--waiting)",
};

/** What the edges show beside their sentences. */
interface EdgeOptions {
  path: GraphPath | null;
  jumps: JumpRoute[];
  changes: GraphChanges | null;
  selectedEdgeId: string | null;
}

/** The edges for React Flow. Edges that the session took, and its jumps, are drawn above the others. */
export function toFlowEdges(graph: GraphView, { path, jumps, changes, selectedEdgeId }: EdgeOptions): FlowEdge[] {
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const between = (from: string, to: string, isBack?: boolean) =>
    `From ${names.get(from)} ${isBack ? "back to" : "to"} ${names.get(to)}`;
  const edges = graph.edges.map(({ id, source, target, label, short = label, isBack, route }): FlowEdge => {
    const taken = path?.taken[id];
    const change = changes?.edges[id];
    const isTaken = taken !== undefined || id === selectedEdgeId;
    const reasons = taken?.because ?? [];
    // The label has space for one reason. The outline and the inspector show all.
    const mark = change && describeChange(change);
    const sentence = [mark, short, ...reasons.slice(0, 1)].filter(Boolean).join(": ");
    const title = [mark, label, reasons.join(", ")].filter(Boolean).join(": ");
    const count = describeCount(taken?.times);
    return {
      id,
      source,
      target,
      ...lookOf(
        isTaken || change !== undefined,
        change === "removed" ? dashes.removed : isBack && dashes.back,
        change && changeColours[change],
      ),
      data: { text: [sentence, count].filter(Boolean).join(" "), title, isTaken, route },
      ariaLabel: [between(source, target, isBack), title, taken && "taken", count].filter(Boolean).join(", "),
    };
  });
  const jumpEdges = jumps.map(({ jump: { from, to, words, times }, points, label }): FlowEdge => {
    const text = [words, describeCount(times)].filter(Boolean).join(" ");
    return {
      id: JSON.stringify([from, to, words]),
      source: from,
      target: to,
      ...lookOf(true, dashes.jump),
      data: { text, title: text, isTaken: true, route: { points, label } },
      ariaLabel: `${between(from, to)}, without an edge: ${text}`,
    };
  });
  return [...edges, ...jumpEdges];
}

const lookOf = (isStrong: boolean, strokeDasharray?: string, colour?: string) => ({
  type: "labelled" as const,
  selectable: false,
  ...edgeLook(isStrong, strokeDasharray, colour),
});

/** The style of a line. A strong line is drawn above the others. */
export function edgeLook(
  isStrong: boolean,
  strokeDasharray?: string | false,
  colour = isStrong ? "var(--accent)" : "var(--edge)",
) {
  return {
    zIndex: isStrong ? 1 : 0,
    style: {
      stroke: colour,
      strokeWidth: isStrong ? 2.5 : strokeDasharray ? 2 : 1.5,
      ...(strokeDasharray && { strokeDasharray, strokeLinecap: "round" as const }),
    },
    markerEnd: {
      type: MarkerType.ArrowClosed,
      color: colour,
      markerUnits: "userSpaceOnUse",
      width: 18,
      height: 18,
    },
  };
}

/** An edge of a read-only graph. Edges of cards that a designer moved have no route, so React Flow draws their line. */
export const LabelledEdge = memo(function LabelledEdge({ data, style, markerEnd, ...ends }: EdgeProps<FlowEdge>) {
  const { route, text = "", title = "", isTaken = false } = data ?? {};
  const look = { style, markerEnd };
  return <EdgeLine ends={ends} look={look} route={route} text={text} title={title} isStrong={isTaken} />;
});
