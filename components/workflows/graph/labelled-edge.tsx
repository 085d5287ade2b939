import { type Edge, type EdgeProps, MarkerType } from "@xyflow/react";
import { memo } from "react";
import type { GraphEdge, GraphPath, GraphView } from "@/lib/workflows/schema";
import { EdgeLine } from "./edge-line";
import type { JumpRoute } from "./graph-bounds";
import { describeCount } from "./task-state";

interface EdgeData extends Record<string, unknown> {
  /** On the canvas, and all of it. */
  text: string;
  title: string;
  taken: boolean;
  route: GraphEdge["route"];
}
export type FlowEdge = Edge<EdgeData, "labelled">;

/** A line that is not dashed leads on; dots lead back, dashes are a step that no edge leads along. */
export const dashes = { back: "1 5", jump: "8 6" };

/** The edges for React Flow; the ones a session took lie on top, and so do its steps that no edge leads along. */
export function toFlowEdges(graph: GraphView, path: GraphPath | null, jumps: JumpRoute[]): FlowEdge[] {
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const between = (from: string, to: string, isBack?: boolean) =>
    `From ${names.get(from)} ${isBack ? "back to" : "to"} ${names.get(to)}`;
  const edges = graph.edges.map(({ id, source, target, label, short = label, isBack, route }): FlowEdge => {
    const taken = path?.taken[id];
    const why = taken?.because ?? [];
    // There is room for one fact; the outline and the inspector say all.
    const sentence = [short, ...why.slice(0, 1)].filter(Boolean).join(": ");
    const whole = [label, why.join(", ")].filter(Boolean).join(": ");
    const times = describeCount(taken?.times);
    return {
      ...{ id, source, target, ...lookOf(taken !== undefined, isBack && dashes.back) },
      data: { text: [sentence, times].filter(Boolean).join(" "), title: whole, taken: taken !== undefined, route },
      ariaLabel: [between(source, target, isBack), whole, taken && "taken", times].filter(Boolean).join(", "),
    };
  });
  const steps = jumps.map(({ jump: { from, to, words, times }, points, label }): FlowEdge => {
    const text = [words, describeCount(times)].filter(Boolean).join(" ");
    return {
      ...{ id: JSON.stringify([from, to, words]), source: from, target: to, ...lookOf(true, dashes.jump) },
      data: { text, title: text, taken: true, route: { points, label } },
      ariaLabel: `${between(from, to)}, without an edge: ${text}`,
    };
  });
  return [...edges, ...steps];
}

const lookOf = (taken: boolean, strokeDasharray: string | undefined) => ({
  ...{ type: "labelled" as const, selectable: false },
  ...edgeLook(taken, strokeDasharray),
});

/** How a line is drawn: a strong one lies above the others. */
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
      ...{ type: MarkerType.ArrowClosed, color: colour, markerUnits: "userSpaceOnUse" },
      ...{ width: 18, height: 18 },
    },
  };
}

/** An edge of a read-only graph, along the route of the layout; a card that a designer moved gets React Flow's own line. */
export const LabelledEdge = memo(function LabelledEdge({ data, style, markerEnd, ...ends }: EdgeProps<FlowEdge>) {
  const { route, text = "", title = "", taken = false } = data ?? {};
  return <EdgeLine ends={ends} look={{ style, markerEnd }} {...{ route, text, title }} isStrong={taken} />;
});
