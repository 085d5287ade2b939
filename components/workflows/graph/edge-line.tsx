import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { EdgeRoute } from "@/lib/workflows/schema";
import { middleOfLongest, pathAlong } from "./edge-path";

type Ends = Pick<EdgeProps, "sourceX" | "sourceY" | "targetX" | "targetY" | "sourcePosition" | "targetPosition">;

interface EdgeLineProps {
  ends: Ends;
  /** The points of the line. Without a route React Flow draws a line in steps. */
  route: EdgeRoute | undefined;
  /** The label on the canvas, which may be shortened. */
  text: string;
  /** The full sentence, shown as a tooltip. */
  title: string;
  isStrong: boolean;
  /** Problems that keep the workflow from being published. */
  problems?: number;
  /** The width of the line for the pointer. Pixels. */
  pointerWidth?: number;
  onPress?: () => void;
  look: Pick<EdgeProps, "style" | "markerEnd">;
}

/** Pixels. */
const labelLineHeight = 16;
const labelClasses = [
  "edge-text wrap-anywhere pointer-events-auto line-clamp-3 text-balance rounded-control bg-canvas",
  "px-1 text-center text-meta",
].join(" ");

/** The line of an edge with its label. */
export function EdgeLine({
  ends,
  route,
  text,
  title,
  isStrong,
  problems = 0,
  pointerWidth = 0,
  onPress,
  look,
}: EdgeLineProps) {
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
      <BaseEdge path={stepPath} {...look} interactionWidth={pointerWidth} />
      {(text || problems > 0) && (
        <EdgeLabelRenderer>
          <div
            aria-hidden
            onClick={onPress}
            className="absolute z-2 grid place-items-center"
            style={{
              transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)`,
              ...(box ? { width: box.width, height: box.height } : { maxWidth: 200 }),
            }}
          >
            <span
              dir="auto"
              title={title}
              style={box ? { WebkitLineClamp: Math.floor(box.height / labelLineHeight) } : undefined}
              className={cn(
                labelClasses,
                isStrong ? "font-semibold text-accent" : "text-ink-soft",
                problems > 0 && "text-attention outline-1 outline-attention",
                onPress && "cursor-pointer",
              )}
            >
              {text || (problems > 0 && <TriangleAlert className="mx-auto my-0.5 size-3" />)}
            </span>
            {/* The icon is on the corner, because the box of the label has the width of its text only. */}
            {text && problems > 0 && (
              <TriangleAlert className="-top-2 -left-1.5 absolute size-3.5 rounded-full bg-canvas text-attention" />
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
