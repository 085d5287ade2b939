import { MiniMap, type Rect, useReactFlow, useStoreApi } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { wholeViewport } from "./opening-viewport";
import type { FlowNode } from "./task-node";
import type { TaskState } from "./task-state";

/** Pixels. */
export const stripHeights = { plain: 44, withMinimap: 84 };

interface CanvasStripProps {
  bounds: Rect;
  /** True for a graph that does not fit the canvas. */
  hasMinimap: boolean;
}

/** The toolbar below the canvas: zoom buttons and a minimap. It does not cover the canvas. */
export function CanvasStrip({ bounds, hasMinimap }: CanvasStripProps) {
  const { zoomIn, zoomOut, setViewport } = useReactFlow();
  const store = useStoreApi();
  const controls = [
    { name: "Zoom in", icon: Plus, onClick: () => zoomIn() },
    { name: "Zoom out", icon: Minus, onClick: () => zoomOut() },
    {
      name: "Show the whole graph",
      icon: Maximize,
      onClick: () => setViewport(wholeViewport(bounds, store.getState())),
    },
  ];
  return (
    <div
      style={{ height: hasMinimap ? stripHeights.withMinimap : stripHeights.plain }}
      className="canvas-strip flex shrink-0 items-center justify-between gap-3 border-line border-t bg-canvas px-2"
    >
      <div className="flex items-center">
        {controls.map(({ name, icon: Icon, onClick }) => (
          <Button key={name} variant="quiet" size="icon" aria-label={name} title={name} onClick={onClick}>
            <Icon aria-hidden />
          </Button>
        ))}
        <a href="https://reactflow.dev" target="_blank" rel="noreferrer" className="px-2 text-ink-faint text-meta">
          React Flow
        </a>
      </div>
      {hasMinimap && (
        <MiniMap pannable nodeColor={minimapColour} nodeBorderRadius={8} style={minimapSize} className="static! m-0!" />
      )}
    </div>
  );
}

const minimapSize = { width: 140, height: 72 };
const minimapColours: Record<TaskState, string> = {
  plain: "var(--edge)",
  ahead: "var(--line)",
  passed: "var(--accent)",
  skipped: "var(--edge)",
  unchanged: "var(--line)",
  added: "var(--done)",
  removed: "var(--attention)",
  changed: "var(--waiting)",
  moving: "var(--moving)",
  waiting_for_you: "var(--waiting)",
  waiting_for_others: "var(--waiting)",
  done: "var(--done)",
  not_approved: "var(--ink)",
  cancelled: "var(--ink-faint)",
  failed: "var(--attention)",
};
const minimapColour = (node: FlowNode) => minimapColours[node.data.state];
