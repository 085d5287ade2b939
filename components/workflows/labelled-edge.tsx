import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath, MarkerType } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { GraphEdge, GraphPath, GraphView } from "@/lib/workflows/schema";
import { middleOfLongest, pathAlong } from "./edge-path";
import type { JumpRoute } from "./graph-bounds";
import { timesWords } from "./standing";

interface EdgeData extends Record<string, unknown> {
  /** On the canvas, and all of it. */
  text: string;
  title: string;
  taken: boolean;
  route: GraphEdge["route"];
}
export type FlowEdge = Edge<EdgeData, "labelled">;

/** A line that is not dashed leads on; dots lead back, dashes are a step that no edge leads along. */
const dashes = { back: "1 5", jump: "8 6" };

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
    const times = timesWords(taken?.times);
    return {
      ...{ id, source, target, ...lookOf(taken !== undefined, isBack && dashes.back) },
      data: { text: [sentence, times].filter(Boolean).join(" "), title: whole, taken: taken !== undefined, route },
      ariaLabel: [between(source, target, isBack), whole, taken && "taken", times].filter(Boolean).join(", "),
    };
  });
  const steps = jumps.map(({ jump: { from, to, words, times }, points, label }): FlowEdge => {
    const text = [words, timesWords(times)].filter(Boolean).join(" ");
    return {
      ...{ id: JSON.stringify([from, to, words]), source: from, target: to, ...lookOf(true, dashes.jump) },
      data: { text, title: text, taken: true, route: { points, label } },
      ariaLabel: `${between(from, to)}, without an edge: ${text}`,
    };
  });
  return [...edges, ...steps];
}

function lookOf(taken: boolean, strokeDasharray: string | undefined) {
  const colour = taken ? "var(--accent)" : "var(--edge)";
  return {
    type: "labelled" as const,
    selectable: false,
    zIndex: taken ? 1 : 0,
    style: {
      stroke: colour,
      strokeWidth: taken ? 2.5 : strokeDasharray ? 2 : 1.5,
      ...(strokeDasharray && { strokeDasharray, strokeLinecap: "round" as const }),
    },
    markerEnd: {
      ...{ type: MarkerType.ArrowClosed, color: colour, markerUnits: "userSpaceOnUse" },
      ...{ width: 18, height: 18 },
    },
  };
}

const labelPadding = { className: "px-1", lineHeight: 16 };

/** An edge and its sentence, along the route of the layout; a card that a designer moved gets React Flow's own line. */
export const LabelledEdge = memo(function LabelledEdge({ data, style, markerEnd, ...ends }: EdgeProps<FlowEdge>) {
  const route = data?.route;
  const [stepPath, stepX, stepY] = route
    ? [pathAlong(route.points), 0, 0]
    : getSmoothStepPath({ ...ends, borderRadius: 8 });
  const box = route?.label;
  const middle = box
    ? { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    : route
      ? middleOfLongest(route.points)
      : { x: stepX, y: stepY };
  return (
    <>
      <BaseEdge path={stepPath} style={style} markerEnd={markerEnd} interactionWidth={0} />
      {data?.text && (
        <EdgeLabelRenderer>
          <div
            aria-hidden
            className="absolute z-2 grid place-items-center"
            style={{
              transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)`,
              ...(box ? { width: box.width, height: box.height } : { maxWidth: 200 }),
            }}
          >
            <span
              dir="auto"
              title={data.title}
              style={box ? { WebkitLineClamp: Math.floor(box.height / labelPadding.lineHeight) } : undefined}
              className={cn(
                "edge-text wrap-anywhere pointer-events-auto line-clamp-3 text-balance rounded-control bg-canvas text-center text-meta",
                labelPadding.className,
                data.taken ? "font-semibold text-accent" : "text-ink-soft",
              )}
            >
              {data.text}
            </span>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
