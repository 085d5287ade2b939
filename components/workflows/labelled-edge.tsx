import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath, MarkerType } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { EdgeRoute, GraphPath, GraphView } from "@/lib/workflows/schema";

export type FlowEdge = Edge<{ label: string; route?: EdgeRoute; taken: boolean }, "labelled">;

/** The edges for React Flow; the ones a session took lie on top. */
export function toFlowEdges(graph: GraphView, path: GraphPath | null): FlowEdge[] {
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]));
  return graph.edges.map(({ id, source, target, label, route }) => {
    const taken = path?.traversedEdgeIds.includes(id) ?? false;
    const colour = taken ? "var(--accent)" : "var(--edge)";
    return {
      id,
      source,
      target,
      type: "labelled",
      selectable: false,
      zIndex: taken ? 1 : 0,
      data: { label, route, taken },
      style: { stroke: colour, strokeWidth: taken ? 2.5 : 1.5 },
      markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 18, height: 18, markerUnits: "userSpaceOnUse" },
      ariaLabel: [`From ${names.get(source)} to ${names.get(target)}`, label, taken ? "taken" : ""]
        .filter(Boolean)
        .join(", "),
    };
  });
}

/** An edge and its sentence, along the route of the layout; a card that a designer moved gets React Flow's own line. */
export const LabelledEdge = memo(function LabelledEdge({ data, style, markerEnd, ...ends }: EdgeProps<FlowEdge>) {
  const [path, x, y] = data?.route ? alongRoute(data.route) : getSmoothStepPath({ ...ends, borderRadius: 8 });
  const box = data?.route?.label;
  return (
    <>
      <BaseEdge path={path} style={style} markerEnd={markerEnd} interactionWidth={0} />
      {data?.label && (
        <EdgeLabelRenderer>
          <div
            aria-hidden
            className={cn(
              "absolute z-2 grid place-items-center rounded-control bg-canvas px-1 text-center text-meta",
              data.taken ? "font-semibold text-accent" : "text-ink-soft",
            )}
            style={{
              transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`,
              ...(box ? { width: box.width, height: box.height } : { maxWidth: 200 }),
            }}
          >
            <span className="line-clamp-3 text-balance" title={data.label}>
              {data.label}
            </span>
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
});

const cornerRadius = 8;

/** An SVG path through the points with rounded corners, and the middle of the label's box. */
function alongRoute({ points, label }: EdgeRoute): [string, number, number] {
  const commands = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${point.x} ${point.y}`;
    if (!after) return `L${point.x} ${point.y}`;
    const [enter, leave] = [towards(point, before), towards(point, after)];
    return `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return [commands.join(""), (label?.x ?? 0) + (label?.width ?? 0) / 2, (label?.y ?? 0) + (label?.height ?? 0) / 2];
}

type Point = EdgeRoute["points"][number];

/** The point one corner radius (at most half the way) from a corner on the way to its neighbour. */
function towards(corner: Point, neighbour: Point): Point {
  const distance = Math.hypot(neighbour.x - corner.x, neighbour.y - corner.y);
  const share = distance === 0 ? 0 : Math.min(cornerRadius, distance / 2) / distance;
  return { x: corner.x + (neighbour.x - corner.x) * share, y: corner.y + (neighbour.y - corner.y) * share };
}
