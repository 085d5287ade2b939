import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";

/** Brings a card into view when it is selected or becomes current. The view does not move for a visible card. */
export function RevealTask({
  currentTaskId,
  selectedTaskId,
}: Record<"currentTaskId" | "selectedTaskId", string | null>) {
  useReveal(currentTaskId);
  useReveal(selectedTaskId);
  return null;
}

function useReveal(taskId: string | null): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  // The first view of the canvas already shows the first task.
  const shown = useRef(taskId);
  useEffect(() => {
    if (taskId === shown.current) return;
    shown.current = taskId;
    const node = taskId ? flow.getNode(taskId) : undefined;
    if (!node) return;
    const { transform, width, height } = store.getState();
    const [panX, panY, zoom] = transform;
    const [cardWidth, cardHeight] = [node.width ?? 0, node.height ?? 0];
    const left = node.position.x * zoom + panX;
    const top = node.position.y * zoom + panY;
    const isVisible = left >= 0 && top >= 0 && left + cardWidth * zoom <= width && top + cardHeight * zoom <= height;
    if (isVisible) return;
    const prefersReducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    flow.setCenter(node.position.x + cardWidth / 2, node.position.y + cardHeight / 2, {
      zoom,
      duration: prefersReducedMotion ? 0 : 180,
    });
  }, [taskId, flow, store]);
}
