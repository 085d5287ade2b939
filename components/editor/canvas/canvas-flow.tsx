"use client";

import "../../workflows/graph/graph-flow.css";
import "./canvas.css";
import { ReactFlow, SelectionMode, type Viewport } from "@xyflow/react";
import { type FocusEvent, useId, useState } from "react";
import { RevealTasks } from "@/components/workflows/graph/reveal-tasks";
import { useCanvasKeys } from "../keys/use-canvas-keys";
import { useEditor } from "../store/store";
import { AlignmentGuides } from "./alignment-guides";
import { useCanvas } from "./canvas-state";
import { ConditionEdge } from "./edges/condition-edge";
import { ConnectReason } from "./edges/connect-reason";
import { endShifts } from "./edges/end-shifts";
import { useConnecting } from "./edges/use-connecting";
import { EditorCard } from "./nodes/editor-card";
import { GroupFrame } from "./nodes/group-node";
import { NoteCard } from "./nodes/note-node";
import { useBoxSelection } from "./nodes/use-box-selection";
import { useTools } from "./tools/tools-context";
import { useDragging } from "./use-dragging";
import { useGraph } from "./use-graph";
import { usePaletteDrop } from "./use-palette-drop";

const nodeTypes = { task: EditorCard, note: NoteCard, frame: GroupFrame };
const edgeTypes = { condition: ConditionEdge };
/** Settings that never change. The canvas handles the keys itself, and the toolbar names React Flow. */
const flowSettings = {
  nodeTypes,
  edgeTypes,
  nodesFocusable: false,
  edgesFocusable: false,
  disableKeyboardA11y: true,
  elevateNodesOnSelect: false,
  connectOnClick: false,
  connectionDragThreshold: 6,
  connectionRadius: 24,
  nodeDragThreshold: 4,
  selectionMode: SelectionMode.Partial,
  selectionKeyCode: "Shift",
  multiSelectionKeyCode: ["Shift", "Meta", "Control"],
  deleteKeyCode: null,
  panActivationKeyCode: null,
  zoomOnDoubleClick: false,
  maxZoom: 1.5,
  proOptions: { hideAttribution: true },
};
/** With more nodes than this, React Flow draws only the nodes in view. */
const maxFullyDrawn = 300;

interface CanvasFlowProps {
  isReadOnly: boolean;
  /** The first view. */
  opening: { viewport: Viewport; minZoom: number };
}

/** The graph in React Flow. The editor's store owns the document; React Flow owns hover and drag state only. */
export function CanvasFlow({ isReadOnly, opening }: CanvasFlowProps) {
  const id = useId();
  const tools = useTools();
  const isBoxSelecting = useCanvas((state) => state.isBoxSelecting);
  const [hasFocus, setFocus] = useState(false);
  const { moving, guides, onNodesChange } = useDragging(tools);
  const [dropEdgeId, setDropEdgeId] = useState<string | null>(null);
  const { routes, nodes, edges } = useGraph(tools, { moving, isReadOnly, dropEdgeId });
  const drop = usePaletteDrop(tools, routes, isReadOnly, setDropEdgeId);
  const { whyNot, handlers } = useConnecting(tools);
  const boxSelection = useBoxSelection(tools);
  const trialTaskId = useEditor((state) => state.trial?.view?.path.currentTaskId);
  const keys = useCanvasKeys(tools, isReadOnly);

  /** Passes the focus of the canvas on to the card at the cursor. */
  function handleFocus(event: FocusEvent<HTMLElement>): void {
    setFocus(true);
    const isCanvas = event.target === event.currentTarget && event.target.matches(":focus-visible");
    const cursor = tools.cursor();
    if (isCanvas && cursor) tools.focus(cursor);
    const taskId = event.target.dataset.id;
    if (taskId) tools.moveCursor(taskId);
  }

  return (
    <ReactFlow
      id={id}
      aria-label="Tasks and how they follow each other"
      aria-describedby={`${id}-keys`}
      tabIndex={hasFocus ? -1 : 0}
      onFocus={handleFocus}
      onBlur={(event) => setFocus(event.currentTarget.contains(event.relatedTarget))}
      {...keys}
      {...drop}
      {...handlers}
      style={endShifts(edges, nodes)}
      {...flowSettings}
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      {...boxSelection}
      onNodeDoubleClick={(_, node) => node.type === "task" && tools.inspect(node.id)}
      nodesDraggable={!isReadOnly}
      nodesConnectable={!isReadOnly}
      edgesReconnectable={!isReadOnly}
      selectionOnDrag={isBoxSelecting}
      panOnDrag={isBoxSelecting ? [1, 2] : true}
      defaultViewport={opening.viewport}
      minZoom={opening.minZoom}
      onlyRenderVisibleElements={nodes.length > maxFullyDrawn}
      className={isReadOnly ? undefined : "can-edit"}
    >
      <AlignmentGuides guides={guides} />
      <ConnectReason whyNot={whyNot} />
      <RevealTasks current={trialTaskId} />
      <p id={`${id}-keys`} hidden>
        Arrow keys go along the edges, Enter inspects, A adds a task, question mark lists all keys.
      </p>
    </ReactFlow>
  );
}
