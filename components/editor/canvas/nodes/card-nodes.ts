import type { Node } from "@xyflow/react";
import { cardAttributes } from "@/components/workflows/graph/task-node";
import {
  describeCount,
  describeTaskState,
  type TaskState,
  taskStateOf,
  visitCountOf,
} from "@/components/workflows/graph/task-state";
import type { GraphProblem, TaskDefinition } from "@/lib/engine";
import type { CanvasGroup, CanvasNote, EditorDocument } from "@/lib/workflows/commands/document";
import { type CardWords, describeCard } from "@/lib/workflows/describing/describe-card";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { GraphPath } from "@/lib/workflows/schema";
import type { Point } from "../places/geometry";

export type CardNode = Node<
  { task: CardWords; problems: number; state: TaskState; words: string; visits: string },
  "task"
>;
export type NoteNode = Node<{ note: CanvasNote }, "note">;
export type GroupNode = Node<{ group: CanvasGroup }, "frame">;
/** A card, note or group as the canvas draws it. */
export type CanvasNode = CardNode | NoteNode | GroupNode;

/** The input of a node maker. All maps use the ids of tasks, notes and groups. */
export interface NodesInput {
  document: EditorDocument;
  /** The place of every card. */
  places: Readonly<Record<string, Point>>;
  /** The number of problems of each task. */
  problems: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  /** The places and sizes of nodes that are being dragged or resized. */
  moving: ReadonlyMap<string, Partial<Point & { width: number; height: number }>>;
  isReadOnly: boolean;
  /** The path of the test run; null without one. */
  path: GraphPath | null;
}

/** A node and the values that it was made from. */
interface CachedNode {
  inputs: readonly unknown[];
  node: CanvasNode;
}

interface NodeState {
  isSelected: boolean;
  isReadOnly: boolean;
}

interface CardState extends NodeState {
  place: Point;
  problems: number;
  isStart: boolean;
  /** Where the task is on the path of the test run, and its words. */
  state: TaskState;
  words: string;
  visits: string;
}

/**
 * Creates a function that makes the nodes of the canvas: groups at the back, then notes, then cards. A node with
 * unchanged inputs stays the same object, so React Flow does not draw it again.
 */
export function createNodeMaker(): (input: NodesInput) => CanvasNode[] {
  let cache = new Map<string, CachedNode>();
  return (input) => {
    const next = new Map<string, CachedNode>();
    const reuse = (id: string, inputs: readonly unknown[], make: () => CanvasNode): CanvasNode => {
      const cached = cache.get(id);
      const isSame = cached?.inputs.every((part, index) => part === inputs[index]);
      const entry = cached && isSame ? cached : { inputs, node: make() };
      next.set(id, entry);
      return entry.node;
    };
    const nodes = makeNodes(input, reuse);
    cache = next;
    return nodes;
  };
}

function makeNodes(
  { document: { definition, layout }, places, problems, selected, moving, isReadOnly, path }: NodesInput,
  reuse: (id: string, inputs: readonly unknown[], make: () => CanvasNode) => CanvasNode,
): CanvasNode[] {
  return [
    ...layout.groups.map((group) => {
      const isSelected = selected.has(group.id);
      const box = moving.get(group.id);
      const inputs = [group, isSelected, box, isReadOnly];
      return reuse(group.id, inputs, () => groupNode({ ...group, ...box }, { isSelected, isReadOnly }));
    }),
    ...layout.notes.map((note) => {
      const isSelected = selected.has(note.id);
      const box = moving.get(note.id);
      const inputs = [note, isSelected, box, isReadOnly];
      return reuse(note.id, inputs, () => noteNode({ ...note, ...box }, { isSelected, isReadOnly }));
    }),
    ...definition.tasks.map((task) => {
      const isSelected = selected.has(task.id);
      const box = moving.get(task.id);
      const place = places[task.id];
      const count = problems.get(task.id) ?? 0;
      const isStart = task.id === definition.startTaskId;
      const state = taskStateOf(task.id, path);
      const words = describeTaskState(state, path);
      const visits = describeCount(visitCountOf(task.id, path));
      return reuse(task.id, [task, place, isSelected, box, count, isStart, isReadOnly, state, words, visits], () =>
        cardNode(task, {
          place: { ...(place ?? { x: 0, y: 0 }), ...box },
          problems: count,
          isStart,
          isSelected,
          isReadOnly,
          state,
          words,
          visits,
        }),
      );
    }),
  ];
}

const wordsCache = new WeakMap<TaskDefinition, CardWords>();

/** The words of a task's card. They are the same object until the task changes. */
function wordsOf(task: TaskDefinition, isStart: boolean): CardWords {
  const cached = wordsCache.get(task);
  if (cached?.isStart === isStart) return cached;
  const words = describeCard({ ...task, label: task.label || "Without a name" }, isStart ? task.id : "");
  wordsCache.set(task, words);
  return words;
}

function cardNode(
  task: TaskDefinition,
  { place, problems, isStart, isSelected, isReadOnly, ...onPath }: CardState,
): CardNode {
  const size = cardSize(task.label);
  return {
    id: task.id,
    type: "task",
    position: { x: place.x, y: place.y },
    ...size,
    measured: size,
    selected: isSelected,
    zIndex: 2,
    data: { task: wordsOf(task, isStart), problems, ...onPath },
    draggable: !isReadOnly,
    ariaRole: "button",
    domAttributes: { ...cardAttributes(isSelected), tabIndex: -1 },
  };
}

function noteNode(note: CanvasNote, { isSelected, isReadOnly }: NodeState): NoteNode {
  const { id, x, y, width, height } = note;
  return {
    id,
    type: "note",
    position: { x, y },
    width,
    height,
    measured: { width, height },
    selected: isSelected,
    zIndex: 1,
    data: { note },
    draggable: !isReadOnly,
    ariaRole: "group",
    ariaLabel: `Note: ${note.text || "empty"}`,
    domAttributes: { "aria-roledescription": undefined, tabIndex: -1 },
  };
}

function groupNode(group: CanvasGroup, { isSelected, isReadOnly }: NodeState): GroupNode {
  const { id, x, y, width, height } = group;
  return {
    id,
    type: "frame",
    position: { x, y },
    width,
    height,
    measured: { width, height },
    selected: isSelected,
    zIndex: 0,
    data: { group },
    draggable: !isReadOnly,
    // Only the border and the name drag a group, so that the parts inside stay reachable.
    dragHandle: ".group-handle",
    ariaRole: "group",
    ariaLabel: `Group: ${group.label || "without a name"}`,
    domAttributes: { "aria-roledescription": undefined, tabIndex: -1 },
  };
}

/** The number of problems of each task and of each edge, by id. */
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
