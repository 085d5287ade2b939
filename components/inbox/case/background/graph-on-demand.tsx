"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

const GraphCanvas = lazy(async () => {
  // Together: the canvas would ask for its flow when it is drawn.
  const [canvas] = await Promise.all([
    import("@/components/workflows/graph/graph-canvas"),
    import("@/components/workflows/graph/graph-flow"),
  ]);
  return { default: canvas.GraphCanvas };
});

const box = "h-96 rounded-surface border";

/** The picture of the graph, which is loaded when it is asked for. */
export function GraphOnDemand({ graph, path }: { graph: GraphView; path: GraphPath }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="grid gap-2">
      <Button
        size="sm"
        aria-expanded={isShown}
        className="w-fit max-lg:h-11"
        onClick={() => setShown((before) => !before)}
      >
        {isShown ? "Hide the graph" : "Show the graph"}
      </Button>
      {isShown && (
        <Suspense
          fallback={<p className={`grid place-items-center text-ink-faint text-meta ${box}`}>Drawing the graph</p>}
        >
          <GraphCanvas graph={graph} path={path} className={box} />
        </Suspense>
      )}
    </div>
  );
}
