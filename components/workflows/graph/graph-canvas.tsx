"use client";

import dynamic from "next/dynamic";
import { cn } from "@/components/ui/cn";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";
import type { GraphChanges } from "./task-state";

// React Flow is large and needs the DOM, so it is loaded after the page. The placeholder has the same size.
const GraphFlow = dynamic(() => import("./graph-flow").then((module) => module.GraphFlow), {
  ssr: false,
  loading: () => <p className="grid size-full place-items-center text-ink-faint text-meta">Drawing the graph</p>,
});

export interface GraphCanvasProps {
  graph: GraphView;
  /** The steps of a session and its current task. */
  path?: GraphPath | null;
  /** The changes of a comparison. */
  changes?: GraphChanges | null;
  selectedTaskId?: string | null;
  selectedEdgeId?: string | null;
  /** Makes the cards selectable. It receives null when the selection is cleared. */
  onSelect?: (taskId: string | null) => void;
  /** What the wheel does over the canvas: "zoom", or "page" (the default) to scroll the page. */
  wheel?: "zoom" | "page";
  /** Must set a height. */
  className?: string;
}

/** The read-only graph of a workflow. Comparisons, the inbox and the session pages use it. */
export function GraphCanvas({ className, ...flow }: GraphCanvasProps) {
  return (
    <section aria-label="Workflow graph" className={cn("relative overflow-hidden bg-canvas", className)}>
      <GraphFlow {...flow} />
    </section>
  );
}
