"use client";

import dynamic from "next/dynamic";
import { cn } from "@/components/ui/cn";
import type { GraphFlowProps } from "./graph-flow";

// React Flow is large and needs the DOM, so it is loaded after the page. The placeholder has the same size.
const GraphFlow = dynamic(() => import("./graph-flow").then((module) => module.GraphFlow), {
  ssr: false,
  loading: () => <p className="grid size-full place-items-center text-ink-faint text-meta">Drawing the graph</p>,
});

interface GraphCanvasProps extends GraphFlowProps {
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
