import type { EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { EdgeLine } from "@/components/workflows/graph/edge-line";
import { useTools } from "../tools/tools-context";
import type { CanvasEdge } from "./card-edges";

/** Pixels around a line in which a pointer is on it. */
const reach = 24;

/** An edge with the sentence of its condition; a press on either selects it. */
export const ConditionEdge = memo(function ConditionEdge({
  id,
  data,
  style,
  markerEnd,
  ...ends
}: EdgeProps<CanvasEdge>) {
  const tools = useTools();
  const { route, text = "", title = "", problems = 0, isSelected = false } = data ?? {};
  return (
    <EdgeLine
      ends={ends}
      look={{ style, markerEnd }}
      {...{ route, text, title, problems, reach }}
      isStrong={isSelected}
      onPress={() => tools.select({ edgeIds: [id] })}
    />
  );
});
