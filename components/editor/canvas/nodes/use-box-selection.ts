import type { EdgeChange } from "@xyflow/react";
import { useMemo } from "react";
import type { CanvasEdge } from "../edges/card-edges";
import type { CanvasTools } from "../tools/canvas-tools";

/**
 * A frame that is drawn round cards selects them, and not the edges between them, which React Flow would: deleting the
 * cards would then delete the ways through them instead of healing them.
 */
export function useBoxSelection(tools: CanvasTools) {
  return useMemo(() => {
    let isDrawn = false;
    return {
      begins: () => {
        isDrawn = true;
      },
      ends: () => {
        isDrawn = false;
      },
      edgesChanged: (changes: EdgeChange<CanvasEdge>[]) => {
        if (!isDrawn) tools.selectChanged(changes);
      },
    };
  }, [tools]);
}
