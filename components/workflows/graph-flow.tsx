"use client";

import "./graph-flow.css";
import { MiniMap, type NodeChange, ReactFlow } from "@xyflow/react";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { CanvasControls } from "./canvas-controls";
import type { GraphCanvasProps } from "./graph-canvas";
import { LabelledEdge, toFlowEdges } from "./labelled-edge";
import { minZoom, openingViewport } from "./opening-viewport";
import { RevealTask } from "./reveal-task";
import type { Standing } from "./standing";
import { type FlowNode, TaskNode, toFlowNodes } from "./task-node";

const nodeTypes = { task: TaskNode };
const edgeTypes = { labelled: LabelledEdge };
const describedBy = "Press Enter to see what this task does, Escape to let go of it.";
const ariaLabelConfig = {
  "node.a11yDescription.default": describedBy,
  "node.a11yDescription.keyboardDisabled": describedBy,
  "minimap.ariaLabel": "The whole graph, small",
};
/** More tasks than this do not fit a screen: the minimap helps to find the way. */
const largeGraph = 24;
/** More than this, and only what is in view is drawn. */
const hugeGraph = 300;

export function GraphFlow({ graph, path = null, selectedTaskId, onSelect, wheel = "page" }: GraphCanvasProps) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | null>(null);
  const selectable = Boolean(onSelect);
  const cards = useMemo(() => toFlowNodes(graph, path, selectable), [graph, path, selectable]);
  const edges = useMemo(() => toFlowEdges(graph, path), [graph, path]);
  const nodes = useMemo(
    () => cards.map((card) => (card.id === selectedTaskId ? { ...card, selected: true } : card)),
    [cards, selectedTaskId],
  );

  // The first view depends on the room there is, and nothing is painted before it is known.
  useLayoutEffect(() => {
    if (place.current) setSize({ width: place.current.clientWidth, height: place.current.clientHeight });
  }, []);

  function selectChanged(changes: NodeChange<FlowNode>[]) {
    const selections = changes.filter((change) => change.type === "select");
    if (selections.length > 0) onSelect?.(selections.find((change) => change.selected)?.id ?? null);
  }

  return (
    <div ref={place} className="size-full">
      {size && (
        <ReactFlow
          id={id}
          aria-label="Tasks and how they follow each other"
          ariaLabelConfig={ariaLabelConfig}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          defaultViewport={openingViewport(graph.nodes, selectedTaskId ?? path?.currentTaskId ?? null, size)}
          onNodesChange={selectChanged}
          minZoom={minZoom}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={selectable}
          edgesFocusable={false}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          deleteKeyCode={null}
          zoomOnScroll={wheel === "zoom"}
          zoomOnDoubleClick={false}
          preventScrolling={wheel === "zoom"}
          onlyRenderVisibleElements={graph.nodes.length > hugeGraph}
        >
          {graph.nodes.length > largeGraph && (
            <MiniMap className="max-sm:hidden" pannable nodeColor={minimapColour} nodeBorderRadius={8} />
          )}
          <CanvasControls />
          <RevealTask taskId={path?.currentTaskId ?? null} />
          <RevealTask taskId={selectedTaskId ?? null} />
        </ReactFlow>
      )}
    </div>
  );
}

const minimapColours: Record<Standing, string> = {
  plain: "var(--edge)",
  ahead: "var(--line)",
  passed: "var(--accent)",
  moving: "var(--moving)",
  waiting: "var(--waiting)",
  done: "var(--done)",
  attention: "var(--attention)",
};
const minimapColour = (node: FlowNode) => minimapColours[node.data.standing];
