import type { EdgeChange } from "@xyflow/react";
import { useMemo } from "react";
import type { CanvasEdge } from "../edges/card-edges";
import type { CanvasTools } from "../tools/canvas-tools";

/**
 * Handlers of a rectangle selection. It selects cards but not the edges between them. React Flow would select both, and
 * deleting the cards would then delete their edges too. Without selected edges, deleting joins the tasks before and
 * after the cards.
 */
export function useBoxSelection(tools: CanvasTools) {
  return useMemo(() => {
    let isSelecting = false;
    return {
      onSelectionStart: () => {
        isSelecting = true;
      },
      onSelectionEnd: () => {
        isSelecting = false;
      },
      onEdgesChange: (changes: EdgeChange<CanvasEdge>[]) => {
        if (!isSelecting) tools.selectChanged(changes);
      },
    };
  }, [tools]);
}
