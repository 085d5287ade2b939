import { useMemo, useState } from "react";
import { useEditor } from "@/components/editor/store/store";
import { createEdgeMaker } from "./edges/card-edges";
import { countProblems, createNodeMaker, type NodesInput } from "./nodes/card-nodes";
import type { CanvasTools } from "./tools/canvas-tools";

const maker = () => ({ nodes: createNodeMaker(), edges: createEdgeMaker() });

interface GraphInput {
  moving: NodesInput["moving"];
  isReadOnly: boolean;
  /** The edge that something is about to be dropped on. */
  dropEdgeId: string | null;
}

/** The document as nodes and edges for React Flow. What has not changed stays the same object. */
export function useGraph(tools: CanvasTools, { moving, isReadOnly, dropEdgeId }: GraphInput) {
  const document = useEditor((state) => state.document);
  const problems = useEditor((state) => state.problems);
  const selection = useEditor((state) => state.selection);
  const [make] = useState(maker);
  const { definition } = document;
  const places = tools.places();

  const { edges: described, routes } = tools.routedEdges();
  const names = useMemo(() => new Map(definition.tasks.map(({ id, label }) => [id, label || id])), [definition.tasks]);
  const counts = useMemo(() => countProblems(problems), [problems]);
  const selected = useMemo(
    () => new Set([selection.taskIds, selection.noteIds, selection.groupIds].flat()),
    [selection],
  );
  const chosenEdges = useMemo(
    () => new Set(dropEdgeId ? [...selection.edgeIds, dropEdgeId] : selection.edgeIds),
    [selection, dropEdgeId],
  );
  const nodes = make.nodes({ document, places, problems: counts.tasks, selected, moving, isReadOnly });
  const edges = make.edges({ edges: described, routes, names, problems: counts.edges, selected: chosenEdges, moving });
  return { routes, nodes, edges };
}
