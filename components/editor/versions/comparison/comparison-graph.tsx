import { Suspense, use } from "react";
import { GraphCanvas } from "@/components/workflows/graph/graph-canvas";
import type { GraphChanges } from "@/components/workflows/graph/task-state";
import type { GraphView } from "@/lib/workflows/schema";

interface ComparisonGraphProps {
  graph: Promise<GraphView | null>;
  marks: GraphChanges;
  taskId: string | null;
  edgeId: string | null;
  onSelect: (taskId: string | null) => void;
}

const placeholder = "grid min-h-40 place-items-center p-4 text-ink-faint text-meta";

/** The graph of both versions with its changes. The list is complete without it. */
export function ComparisonGraph(props: ComparisonGraphProps) {
  return (
    <Suspense fallback={<p className={placeholder}>Drawing the graph</p>}>
      <LaidOut {...props} />
    </Suspense>
  );
}

function LaidOut({ graph: laidOut, marks, taskId, edgeId, onSelect }: ComparisonGraphProps) {
  const graph = use(laidOut);
  if (!graph) return <p className={placeholder}>The graph could not be drawn. The list has every change.</p>;
  return (
    <GraphCanvas
      graph={graph}
      changes={marks}
      selectedTaskId={taskId}
      selectedEdgeId={edgeId}
      onSelect={onSelect}
      wheel="zoom"
      className="h-[26rem] min-w-0 lg:h-auto"
    />
  );
}
