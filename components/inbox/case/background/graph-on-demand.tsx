"use client";

import { type ComponentType, useState } from "react";
import { Button } from "@/components/ui/button";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

interface GraphProps {
  graph: GraphView;
  path: GraphPath;
}

async function loadCanvas() {
  // Together: the canvas would ask for its flow when it is drawn.
  const [{ GraphCanvas }] = await Promise.all([
    import("@/components/workflows/graph/graph-canvas"),
    import("@/components/workflows/graph/graph-flow"),
  ]);
  return GraphCanvas;
}

const box = "h-96 rounded-surface border";

/** The picture of the graph, which is loaded when it is asked for. */
export function GraphOnDemand(graph: GraphProps) {
  const [isShown, setShown] = useState(false);
  const [Canvas, setCanvas] = useState<ComponentType<GraphProps & { className: string }> | null>(null);
  const [isMissing, setMissing] = useState(false);

  function toggle() {
    setShown(!isShown);
    setMissing(false);
    if (isShown || Canvas) return;
    loadCanvas().then(
      (loaded) => setCanvas(() => loaded),
      () => {
        setShown(false);
        setMissing(true);
      },
    );
  }

  return (
    <div className="grid gap-2">
      <Button size="sm" aria-expanded={isShown} className="w-fit max-lg:h-11" onClick={toggle}>
        {isShown ? "Hide the graph" : "Show the graph"}
      </Button>
      {isMissing && (
        <p role="alert" className="text-attention">
          The graph could not be loaded. Try again with a connection.
        </p>
      )}
      {isShown &&
        (Canvas ? (
          <Canvas {...graph} className={box} />
        ) : (
          <p className={`grid place-items-center text-ink-faint text-meta ${box}`}>Drawing the graph</p>
        ))}
    </div>
  );
}
