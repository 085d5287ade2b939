"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { GraphCanvas } from "@/components/workflows/graph/graph-canvas";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";

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
      {isShown && <GraphCanvas graph={graph} path={path} className="h-96 rounded-surface border" />}
    </div>
  );
}
