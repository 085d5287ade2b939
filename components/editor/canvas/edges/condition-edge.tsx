import type { EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { EdgeLine } from "@/components/workflows/graph/edge-line";
import { useTools } from "../tools/tools-context";
import type { CanvasEdge } from "./card-edges";

/** The width of the line for the pointer. Pixels. */
const pointerWidth = 24;

/** An edge with the sentence of its condition. A press on the line or the sentence selects the edge. */
export const ConditionEdge = memo(function ConditionEdge({
  id,
  data,
  style,
  markerEnd,
  ...ends
}: EdgeProps<CanvasEdge>) {
  const tools = useTools();
  const { route, text = "", title = "", problems = 0, isStrong = false } = data ?? {};
  return (
    <EdgeLine
      ends={ends}
      look={{ style, markerEnd }}
      route={route}
      text={text}
      title={title}
      problems={problems}
      pointerWidth={pointerWidth}
      isStrong={isStrong}
      onPress={() => tools.select({ edgeIds: [id] })}
    />
  );
});
