import { type DragEvent, useMemo } from "react";
import type { EdgeRoute } from "@/lib/workflows/schema";
import { draggedKind, isKindDrag } from "../palette/drag-kind";
import { nearestEdge } from "./places/nearest-edge";
import type { CanvasTools } from "./tools/canvas-tools";

/** How near to an edge a kind has to be dropped to be put into it. Pixels of the window. */
const reach = 28;

/** A kind that is dragged from the palette: dropped on an edge it is put into it, elsewhere it lies where it is dropped. `setDropEdgeId` is told the edge. */
export function usePaletteDrop(
  tools: CanvasTools,
  routes: ReadonlyMap<string, EdgeRoute>,
  isReadOnly: boolean,
  setDropEdgeId: (edgeId: string | null) => void,
) {
  return useMemo(() => {
    const placeOf = ({ clientX, clientY }: DragEvent) => tools.flow.screenToFlowPosition({ x: clientX, y: clientY });
    const edgeAt = (event: DragEvent) => nearestEdge(routes, placeOf(event), reach / tools.flow.getZoom());
    return {
      onDragOver(event: DragEvent) {
        if (isReadOnly || !isKindDrag(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setDropEdgeId(edgeAt(event));
      },
      onDragLeave: () => setDropEdgeId(null),
      onDrop(event: DragEvent) {
        const kind = draggedKind(event);
        if (isReadOnly || !kind) return;
        event.preventDefault();
        setDropEdgeId(null);
        tools.add(kind, { at: placeOf(event), edgeId: edgeAt(event) ?? undefined });
      },
    };
  }, [tools, routes, isReadOnly, setDropEdgeId]);
}
