import { useMemo, useState } from "react";
import { useEditor } from "@/components/editor/store/store";
import { createEdgeMaker } from "./edges/card-edges";
import { countProblems, createNodeMaker, type NodesInput } from "./nodes/card-nodes";
import type { CanvasTools } from "./tools/canvas-tools";

const noneTaken = {};
const createMakers = () => ({ nodes: createNodeMaker(), edges: createEdgeMaker() });

interface GraphInput {
  moving: NodesInput["moving"];
  isReadOnly: boolean;
  /** The edge under a dragged kind. It is shown as selected. */
  dropEdgeId: string | null;
}

/** The document as nodes and edges for React Flow. Unchanged nodes and edges stay the same objects. */
export function useGraph(tools: CanvasTools, { moving, isReadOnly, dropEdgeId }: GraphInput) {
  const document = useEditor((state) => state.document);
  const problems = useEditor((state) => state.problems);
  const selection = useEditor((state) => state.selection);
  const path = useEditor((state) => state.trial?.view?.path ?? null);
  const [make] = useState(createMakers);
  const { definition } = document;
  const places = tools.places();

  const { edges: described, routes } = tools.routedEdges();
  const names = useMemo(() => new Map(definition.tasks.map(({ id, label }) => [id, label || id])), [definition.tasks]);
  const counts = useMemo(() => countProblems(problems), [problems]);
  const selected = useMemo(
    () => new Set([selection.taskIds, selection.noteIds, selection.groupIds].flat()),
    [selection],
  );
  const selectedEdges = useMemo(
    () => new Set(dropEdgeId ? [...selection.edgeIds, dropEdgeId] : selection.edgeIds),
    [selection, dropEdgeId],
  );
  const nodes = make.nodes({ document, places, problems: counts.tasks, selected, moving, isReadOnly, path });
  const edges = make.edges({
    edges: described,
    routes,
    names,
    problems: counts.edges,
    selected: selectedEdges,
    taken: path?.taken ?? noneTaken,
    moving,
  });
  return { routes, nodes, edges };
}
