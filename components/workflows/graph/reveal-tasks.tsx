import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";

interface RevealTasksProps {
  /** Task ids. */
  current: string | undefined;
  selected?: string | undefined;
  /** Both ends of the selected edge. */
  ends?: [string, string] | undefined;
}

/**
 * Brings a card into view when it is selected or becomes current, and both cards of a selected edge. The view does not
 * move for what is visible.
 */
export function RevealTasks({ current, selected, ends }: RevealTasksProps) {
  useReveal(current === undefined ? [] : [current]);
  useReveal(selected === undefined ? [] : [selected]);
  useReveal(ends ?? []);
  return null;
}

function useReveal(taskIds: string[]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const key = taskIds.join(" ");
  // The first view of the canvas already shows the first task.
  const shown = useRef(key);
  useEffect(() => {
    if (key === shown.current) return;
    shown.current = key;
    const nodes = key.split(" ").flatMap((taskId) => flow.getNode(taskId) ?? []);
    if (nodes.length === 0) return;
    const box = flow.getNodesBounds(nodes);
    const { transform, width, height } = store.getState();
    const [panX, panY, zoom] = transform;
    const left = box.x * zoom + panX;
    const top = box.y * zoom + panY;
    const isVisible = left >= 0 && top >= 0 && left + box.width * zoom <= width && top + box.height * zoom <= height;
    if (isVisible) return;
    const prefersReducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom, duration: prefersReducedMotion ? 0 : 180 });
  }, [key, flow, store]);
}
