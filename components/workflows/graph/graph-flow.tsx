"use client";

import "./graph-flow.css";
import { ReactFlow, ReactFlowProvider, type Rect } from "@xyflow/react";
import { type KeyboardEvent, type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { CanvasStrip, stripHeights } from "./canvas-strip";
import { boundsOf, routeJumps } from "./graph-bounds";
import { LabelledEdge, toFlowEdges } from "./labelled-edge";
import { openingViewport } from "./opening-viewport";
import { RevealTasks } from "./reveal-tasks";
import { type FlowNode, TaskNode, toFlowNodes, withSelected } from "./task-node";
import type { GraphChanges } from "./task-state";

const nodeTypes = { task: TaskNode };
const edgeTypes = { labelled: LabelledEdge };
const describedBy = "Press Enter to see what this task does, Escape to let go of it.";
const ariaLabelConfig = {
  "node.a11yDescription.default": describedBy,
  "node.a11yDescription.keyboardDisabled": describedBy,
  "minimap.ariaLabel": "The whole graph, small",
};
/** Settings that never change. The toolbar names React Flow, because the default label can cover a card. */
const flowSettings = {
  nodeTypes,
  edgeTypes,
  ariaLabelConfig,
  nodesDraggable: false,
  nodesConnectable: false,
  elementsSelectable: false,
  edgesFocusable: false,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  deleteKeyCode: null,
  panActivationKeyCode: null,
  zoomOnDoubleClick: false,
  maxZoom: 1.5,
  proOptions: { hideAttribution: true },
};
/** With more tasks than this, React Flow draws only the cards in view. */
const maxFullyDrawn = 300;

export interface GraphFlowProps {
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
}

/** The canvas with its toolbar. A changed selection redraws only the two affected cards. */
export function GraphFlow(props: GraphFlowProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ graph, path = null, changes = null, onSelect, wheel = "page", ...selected }: GraphFlowProps) {
  const { selectedTaskId = null, selectedEdgeId = null } = selected;
  const id = useId();
  const container = useRef<HTMLDivElement>(null);
  const isSelectable = Boolean(onSelect);
  const jumps = useMemo(() => routeJumps(graph, path?.jumps ?? []), [graph, path]);
  const bounds = useMemo(() => boundsOf(graph, jumps), [graph, jumps]);
  const cards = useMemo(
    () => toFlowNodes(graph, { path, changes, isSelectable }),
    [graph, path, changes, isSelectable],
  );
  const nodes = useMemo(() => withSelected(cards, selectedTaskId), [cards, selectedTaskId]);
  const edges = useMemo(
    () => toFlowEdges(graph, { path, jumps, changes, selectedEdgeId }),
    [graph, path, jumps, changes, selectedEdgeId],
  );
  const selectedEdge = graph.edges.find(({ id }) => id === selectedEdgeId);

  const lookAt = selectedTaskId ?? path?.currentTaskId;
  const opening = useOpening(container, bounds, graph.nodes.find(({ id }) => id === lookAt) ?? graph.nodes[0]);

  // The functions are memoized, because React Flow draws all cards again when they change.
  const clickHandlers = useMemo(
    () =>
      onSelect && { onNodeClick: (_: unknown, node: FlowNode) => onSelect(node.id), onPaneClick: () => onSelect(null) },
    [onSelect],
  );

  function handleKey(event: KeyboardEvent<HTMLDivElement>) {
    const taskId = event.target instanceof HTMLElement && event.target.dataset.id;
    if (!onSelect || !taskId) return;
    if (event.key === "Enter" || event.key === " ") onSelect(taskId);
    else if (event.key === "Escape") onSelect(null);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the cards in it, which are buttons
    <div ref={container} onKeyDown={handleKey} className="flex size-full flex-col">
      {opening && (
        <>
          <div className="min-h-0 flex-1">
            <ReactFlow
              id={id}
              aria-label="Tasks and how they follow each other"
              {...flowSettings}
              nodes={nodes}
              edges={edges}
              defaultViewport={opening.viewport}
              {...clickHandlers}
              minZoom={opening.minZoom}
              zoomOnScroll={wheel === "zoom"}
              preventScrolling={wheel === "zoom"}
              onlyRenderVisibleElements={graph.nodes.length > maxFullyDrawn}
            >
              <RevealTasks
                current={path?.currentTaskId}
                selected={selectedTaskId ?? undefined}
                ends={selectedEdge && [selectedEdge.source, selectedEdge.target]}
              />
            </ReactFlow>
          </div>
          <CanvasStrip bounds={bounds} hasMinimap={!opening.fits} />
        </>
      )}
    </div>
  );
}

/** The first view of the canvas; null until the size of the canvas is known. Later changes of the graph keep it. */
function useOpening(container: RefObject<HTMLDivElement | null>, bounds: Rect, lookAt: GraphNode | undefined) {
  const [opening, setOpening] = useState<ReturnType<typeof openingViewport> | null>(null);
  useLayoutEffect(() => {
    if (opening || !container.current) return;
    const { clientWidth: width, clientHeight: height } = container.current;
    const plain = openingViewport(bounds, lookAt, { width, height: height - stripHeights.plain });
    const withMinimap = { width, height: height - stripHeights.withMinimap };
    setOpening(plain.fits ? plain : openingViewport(bounds, lookAt, withMinimap));
  }, [opening, container, bounds, lookAt]);
  return opening;
}
