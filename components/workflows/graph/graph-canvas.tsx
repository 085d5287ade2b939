"use client";

import dynamic from "next/dynamic";
import { cn } from "@/components/ui/cn";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

// React Flow measures the page it is on and is the heaviest thing there: it comes after the words, into a place of its size.
const GraphFlow = dynamic(() => import("./graph-flow").then((module) => module.GraphFlow), {
  ssr: false,
  loading: () => <p className="grid size-full place-items-center text-ink-faint text-meta">Drawing the graph</p>,
});

export interface GraphCanvasProps {
  graph: GraphView;
  /** The way of a session, and where it stands. */
  path?: GraphPath | null;
  selectedTaskId?: string | null;
  /** Makes the cards selectable; null when the selection is given up. */
  onSelect?: (taskId: string | null) => void;
  /** What the wheel does over the canvas: "page" (the default) leaves it to the page. */
  wheel?: "zoom" | "page";
  /** Has to give it a height. */
  className?: string;
}

/** The graph of a workflow, read-only: the same picture in the designer, beside a case and for a session. */
export function GraphCanvas({ className, ...flow }: GraphCanvasProps) {
  return (
    <section aria-label="Workflow graph" className={cn("relative overflow-hidden bg-canvas", className)}>
      <GraphFlow {...flow} />
    </section>
  );
}
