import type { Node } from "@xyflow/react";
import { cardAttributes } from "@/components/workflows/graph/task-node";
import type { GraphProblem, TaskDefinition } from "@/lib/engine";
import type { CanvasGroup, CanvasNote, EditorDocument } from "@/lib/workflows/commands/document";
import { type CardWords, describeCard } from "@/lib/workflows/describing/describe-card";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { Point } from "../places/geometry";

export type CardNode = Node<{ task: CardWords; problems: number }, "task">;
export type NoteNode = Node<{ note: CanvasNote }, "note">;
export type GroupNode = Node<{ group: CanvasGroup }, "frame">;
export type CanvasNode = CardNode | NoteNode | GroupNode;

export interface NodesInput {
  document: EditorDocument;
  /** Where every card lies. */
  places: Readonly<Record<string, Point>>;
  /** How many problems each task has. */
  problems: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  /** Where and how large things are while they are dragged. */
  moving: ReadonlyMap<string, Partial<Point & { width: number; height: number }>>;
  isReadOnly: boolean;
}

/** What a node was made of: the same again gives the same node. */
type Made = { from: readonly unknown[]; node: CanvasNode };

/**
 * Makes the nodes of the canvas from the document, the frames behind the notes behind the cards. A node whose parts have
 * not changed stays the same object, so that React Flow does not draw it again.
 */
export function createNodeMaker(): (input: NodesInput) => CanvasNode[] {
  let made = new Map<string, Made>();
  return ({ document: { definition, layout }, places, problems, selected, moving, isReadOnly }) => {
    const next = new Map<string, Made>();
    const keep = (id: string, from: readonly unknown[], make: () => CanvasNode): CanvasNode => {
      const before = made.get(id);
      const one = before?.from.every((part, index) => part === from[index]) ? before : { from, node: make() };
      next.set(id, one);
      return one.node;
    };
    const nodes = [
      ...layout.groups.map((group) => {
        const isSelected = selected.has(group.id);
        const box = moving.get(group.id);
        return keep(group.id, [group, isSelected, box, isReadOnly], () =>
          groupNode({ ...group, ...box }, isSelected, isReadOnly),
        );
      }),
      ...layout.notes.map((note) => {
        const isSelected = selected.has(note.id);
        const box = moving.get(note.id);
        return keep(note.id, [note, isSelected, box, isReadOnly], () =>
          noteNode({ ...note, ...box }, isSelected, isReadOnly),
        );
      }),
      ...definition.tasks.map((task) => {
        const isSelected = selected.has(task.id);
        const box = moving.get(task.id);
        const place = places[task.id];
        const count = problems.get(task.id) ?? 0;
        const isStart = task.id === definition.startTaskId;
        return keep(task.id, [task, place, isSelected, box, count, isStart, isReadOnly], () =>
          cardNode(task, { ...(place ?? { x: 0, y: 0 }), ...box }, count, isStart, isSelected, isReadOnly),
        );
      }),
    ];
    made = next;
    return nodes;
  };
}

const words = new WeakMap<TaskDefinition, CardWords>();

/** The words of a task's card; the same ones until the task changes. */
function wordsOf(task: TaskDefinition, isStart: boolean): CardWords {
  const known = words.get(task);
  if (known?.isStart === isStart) return known;
  const made = describeCard({ ...task, label: task.label || "Without a name" }, isStart ? task.id : "");
  words.set(task, made);
  return made;
}

function cardNode(
  task: TaskDefinition,
  { x, y }: Point,
  problems: number,
  isStart: boolean,
  isSelected: boolean,
  isReadOnly: boolean,
): CardNode {
  return {
    ...{ id: task.id, type: "task", position: { x, y }, ...cardSize(task.label), selected: isSelected, zIndex: 2 },
    measured: cardSize(task.label),
    data: { task: wordsOf(task, isStart), problems },
    draggable: !isReadOnly,
    ariaRole: "button",
    domAttributes: { ...cardAttributes(isSelected), tabIndex: -1 },
  };
}

function noteNode({ x, y, width, height, ...note }: CanvasNote, isSelected: boolean, isReadOnly: boolean): NoteNode {
  return {
    ...{ id: note.id, type: "note", position: { x, y }, width, height, selected: isSelected, zIndex: 1 },
    measured: { width, height },
    data: { note: { x, y, width, height, ...note } },
    draggable: !isReadOnly,
    ariaRole: "group",
    ariaLabel: `Note: ${note.text || "empty"}`,
    domAttributes: { "aria-roledescription": undefined, tabIndex: -1 },
  };
}

function groupNode(
  { x, y, width, height, ...group }: CanvasGroup,
  isSelected: boolean,
  isReadOnly: boolean,
): GroupNode {
  return {
    ...{ id: group.id, type: "frame", position: { x, y }, width, height, selected: isSelected, zIndex: 0 },
    measured: { width, height },
    data: { group: { x, y, width, height, ...group } },
    draggable: !isReadOnly,
    // Only its border and its name: what lies in the frame is reached through it.
    dragHandle: ".group-handle",
    ariaRole: "group",
    ariaLabel: `Group: ${group.label || "without a name"}`,
    domAttributes: { "aria-roledescription": undefined, tabIndex: -1 },
  };
}

/** How many problems each task has, and each edge. */
export function countProblems(
  problems: readonly GraphProblem[],
): Record<"tasks" | "edges", ReadonlyMap<string, number>> {
  const [tasks, edges] = [new Map<string, number>(), new Map<string, number>()];
  for (const { taskId, edgeId } of problems) {
    if (edgeId) edges.set(edgeId, (edges.get(edgeId) ?? 0) + 1);
    else if (taskId) tasks.set(taskId, (tasks.get(taskId) ?? 0) + 1);
  }
  return { tasks, edges };
}
