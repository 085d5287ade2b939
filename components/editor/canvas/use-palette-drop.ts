import { type DragEvent, useMemo } from "react";
import type { EdgeRoute } from "@/lib/workflows/schema";
import { draggedKind, isKindDrag } from "../palette/drag-kind";
import { nearestEdge } from "./places/nearest-edge";
import type { CanvasTools } from "./tools/canvas-tools";

/** A kind that is dropped at most this far from an edge is inserted on the edge. Pixels of the window. */
const dropDistance = 28;

/**
 * Handlers for a kind that is dragged from the palette. A drop on an edge inserts the task on it; another drop adds the
 * task at the pointer. `setDropEdgeId` receives the edge under the pointer, or null.
 */
export function usePaletteDrop(
  tools: CanvasTools,
  routes: ReadonlyMap<string, EdgeRoute>,
  isReadOnly: boolean,
  setDropEdgeId: (edgeId: string | null) => void,
) {
  return useMemo(() => {
    const placeOf = ({ clientX, clientY }: DragEvent) => tools.flow.screenToFlowPosition({ x: clientX, y: clientY });
    const edgeAt = (event: DragEvent) => nearestEdge(routes, placeOf(event), dropDistance / tools.flow.getZoom());
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
