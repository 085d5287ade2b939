import type { NodeChange } from "@xyflow/react";
import { useCallback, useRef, useState } from "react";
import { useEditorStore } from "@/components/editor/store/store";
import type { PartIds } from "@/lib/workflows/commands/parts";
import type { CanvasNode, NodesInput } from "./nodes/card-nodes";
import { type Box, BoxIndex, type Point } from "./places/geometry";
import { movedWith } from "./places/moved-parts";
import { type Guide, snapBox } from "./places/snap-cards";
import type { CanvasTools } from "./tools/canvas-tools";

type Moving = NodesInput["moving"];
const nothing: Moving = new Map();
const noGuides: readonly Guide[] = [];

/** What moves together, where it began, and what it can be in line with. */
interface Drag {
  lead: string;
  from: Map<string, Box>;
  others: BoxIndex<Box>;
}

/**
 * What React Flow says of its nodes while they are dragged, resized and selected. Nothing of it is written into the
 * document before it is let go, and then as one step.
 */
export function useDragging(tools: CanvasTools) {
  const editor = useEditorStore();
  const [moving, setMoving] = useState<Moving>(nothing);
  const [guides, setGuides] = useState(noGuides);
  const drag = useRef<Drag | null>(null);
  const latest = useRef<Moving>(nothing);

  const show = useCallback((next: Moving, lines: readonly Guide[]) => {
    latest.current = next;
    setMoving(next);
    setGuides(lines);
  }, []);

  const begin = useCallback(
    (lead: string): Drag => {
      const { document, selection } = editor.getState();
      const places = tools.places();
      const { taskIds, noteIds, groupIds } = movedWith(document, places, withLead(lead, selection, document.layout));
      const boxes = tools.boxes();
      const from = new Map([...taskIds, ...noteIds, ...groupIds].flatMap((id) => pair(id, boxes.get(id))));
      const groups = new Set(document.layout.groups.map(({ id }) => id));
      const others = [...boxes].filter(([id]) => !from.has(id) && !groups.has(id)).map(([, box]) => box);
      return { lead, from, others: new BoxIndex(others) };
    },
    [editor, tools],
  );

  const dragTo = useCallback(
    (id: string, position: Point) => {
      drag.current ??= begin(id);
      const { lead, from, others } = drag.current;
      if (id !== lead) return;
      const start = from.get(lead);
      if (!start) return;
      const { at, guides: lines } = snapBox({ ...start, ...position }, others);
      const [dx, dy] = [at.x - start.x, at.y - start.y];
      show(new Map([...from].map(([one, box]) => [one, { x: box.x + dx, y: box.y + dy }])), lines);
    },
    [begin, show],
  );

  const letGo = useCallback(() => {
    const moved = latest.current;
    const began = drag.current;
    drag.current = null;
    show(nothing, noGuides);
    const lead = began && moved.get(began.lead);
    const start = began?.from.get(began.lead);
    if (!began || !lead || (lead.x === start?.x && lead.y === start?.y)) return;
    tools.place(new Map([...moved].map(([id, { x = 0, y = 0 }]) => [id, { x, y }])));
  }, [show, tools]);

  const resize = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const next = new Map(latest.current);
      for (const change of changes) {
        if (change.type === "position" && change.position)
          next.set(change.id, { ...next.get(change.id), ...change.position });
        if (change.type === "dimensions" && change.dimensions && change.resizing !== undefined)
          next.set(change.id, { ...next.get(change.id), ...change.dimensions });
      }
      const ended = changes.find((change) => change.type === "dimensions" && change.resizing === false);
      if (ended?.type !== "dimensions") return show(next, noGuides);
      const box = next.get(ended.id);
      show(nothing, noGuides);
      if (box) tools.resizeTo(ended.id, box);
    },
    [show, tools],
  );

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      if (changes.some((change) => change.type === "dimensions" && change.resizing !== undefined))
        return resize(changes);
      for (const change of changes) {
        if (change.type === "position" && change.dragging && change.position) dragTo(change.id, change.position);
      }
      if (changes.some((change) => change.type === "position" && change.dragging === false)) letGo();
      tools.selectChanged(changes);
    },
    [dragTo, letGo, resize, tools],
  );
  return { moving, guides, onNodesChange };
}

const pair = (id: string, box: Box | undefined): [string, Box][] => (box ? [[id, box]] : []);

/** What is dragged: all that is selected when one of it is, else that one alone. */
function withLead(
  lead: string,
  { taskIds, noteIds, groupIds }: PartIds,
  { notes, groups }: { notes: readonly { id: string }[]; groups: readonly { id: string }[] },
) {
  if ([...taskIds, ...noteIds, ...groupIds].includes(lead)) return { taskIds, noteIds, groupIds };
  const only = (all: readonly { id: string }[]) => all.flatMap(({ id }) => (id === lead ? [id] : []));
  const [noteId, groupId] = [only(notes), only(groups)];
  return { taskIds: noteId.length + groupId.length > 0 ? [] : [lead], noteIds: noteId, groupIds: groupId };
}
