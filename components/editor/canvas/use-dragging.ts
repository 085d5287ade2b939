import type { NodeChange } from "@xyflow/react";
import { useMemo, useRef, useState } from "react";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { PartIds } from "@/lib/workflows/commands/parts";
import type { CanvasNode, NodesInput } from "./nodes/card-nodes";
import { type Box, BoxIndex, type Point } from "./places/geometry";
import { movedWith } from "./places/moved-parts";
import { type Guide, snapBox } from "./places/snap-cards";
import type { CanvasTools } from "./tools/canvas-tools";

/** The places and sizes of the nodes that are being dragged or resized, by id. */
type DraggedBoxes = NodesInput["moving"];
const noBoxes: DraggedBoxes = new Map();
const noGuides: readonly Guide[] = [];

interface Drag {
  /** The node under the pointer. */
  leadId: string;
  /** The boxes of all dragged nodes when the drag started. */
  startBoxes: Map<string, Box>;
  /** The cards and notes that dragged nodes are aligned with. */
  others: BoxIndex<Box>;
}

/**
 * Handles the changes that React Flow reports while nodes are dragged, resized and selected. The document changes only
 * when the drag ends, as one step.
 */
export function useDragging(tools: CanvasTools) {
  const [moving, setMoving] = useState<DraggedBoxes>(noBoxes);
  const [guides, setGuides] = useState(noGuides);
  const latest = useRef<DraggedBoxes>(noBoxes);

  const onNodesChange = useMemo(() => {
    const show = (boxes: DraggedBoxes, lines: readonly Guide[]) => {
      latest.current = boxes;
      setMoving(boxes);
      setGuides(lines);
    };
    return createChangeHandler(tools, () => latest.current, show);
  }, [tools]);
  return { moving, guides, onNodesChange };
}

/** The handler of `onNodesChange`. `shown` reads what `show` has drawn last. */
function createChangeHandler(
  tools: CanvasTools,
  shown: () => DraggedBoxes,
  show: (boxes: DraggedBoxes, guides: readonly Guide[]) => void,
) {
  let drag: Drag | null = null;

  function dragTo(id: string, position: Point): void {
    drag ??= startDrag(tools, id);
    const { leadId, startBoxes, others } = drag;
    const start = startBoxes.get(leadId);
    if (id !== leadId || !start) return;
    const { at, guides } = snapBox({ ...start, ...position }, others);
    const [dx, dy] = [at.x - start.x, at.y - start.y];
    show(new Map([...startBoxes].map(([one, box]) => [one, { x: box.x + dx, y: box.y + dy }])), guides);
  }

  function endDrag(): void {
    const moved = shown();
    const lead = drag && moved.get(drag.leadId);
    const start = drag?.startBoxes.get(drag.leadId);
    drag = null;
    show(noBoxes, noGuides);
    if (!lead || (lead.x === start?.x && lead.y === start?.y)) return;
    tools.place(new Map([...moved].map(([id, { x = 0, y = 0 }]) => [id, { x, y }])));
  }

  function resize(changes: NodeChange<CanvasNode>[]): void {
    const boxes = resizedBoxes(shown(), changes);
    const ended = changes.find((change) => change.type === "dimensions" && change.resizing === false);
    const isEnded = ended?.type === "dimensions";
    show(isEnded ? noBoxes : boxes, noGuides);
    const box = isEnded && boxes.get(ended.id);
    if (box) tools.resizeTo(ended.id, box);
  }

  return (changes: NodeChange<CanvasNode>[]): void => {
    if (changes.some((change) => change.type === "dimensions" && change.resizing !== undefined)) {
      resize(changes);
      return;
    }
    for (const change of changes) {
      if (change.type === "position" && change.dragging && change.position) dragTo(change.id, change.position);
    }
    if (changes.some((change) => change.type === "position" && change.dragging === false)) endDrag();
    tools.selectChanged(changes);
  };
}

function startDrag(tools: CanvasTools, leadId: string): Drag {
  const { document, selection } = tools.editor.getState();
  const parts = movedWith(document, tools.places(), draggedParts(leadId, selection, document.layout));
  const boxes = tools.boxes();
  const startBoxes = new Map<string, Box>();
  for (const id of [...parts.taskIds, ...parts.noteIds, ...parts.groupIds]) {
    const box = boxes.get(id);
    if (box) startBoxes.set(id, box);
  }
  const groups = new Set(document.layout.groups.map(({ id }) => id));
  const others = [...boxes].filter(([id]) => !startBoxes.has(id) && !groups.has(id)).map(([, box]) => box);
  return { leadId, startBoxes, others: new BoxIndex(others) };
}

/** The boxes with the places and sizes that the changes report. */
function resizedBoxes(boxes: DraggedBoxes, changes: readonly NodeChange<CanvasNode>[]): DraggedBoxes {
  const next = new Map(boxes);
  for (const change of changes) {
    if (change.type === "position" && change.position) {
      next.set(change.id, { ...next.get(change.id), ...change.position });
    }
    if (change.type === "dimensions" && change.dimensions && change.resizing !== undefined) {
      next.set(change.id, { ...next.get(change.id), ...change.dimensions });
    }
  }
  return next;
}

/** The parts that a drag moves: the selection if the dragged node is selected, otherwise only this node. */
function draggedParts(
  leadId: string,
  { taskIds, noteIds, groupIds }: PartIds,
  { notes, groups }: EditorDocument["layout"],
) {
  if ([...taskIds, ...noteIds, ...groupIds].includes(leadId)) return { taskIds, noteIds, groupIds };
  const isNote = notes.some(({ id }) => id === leadId);
  const isGroup = groups.some(({ id }) => id === leadId);
  return {
    taskIds: isNote || isGroup ? [] : [leadId],
    noteIds: isNote ? [leadId] : [],
    groupIds: isGroup ? [leadId] : [],
  };
}
