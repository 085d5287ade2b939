import type { Draft } from "immer";
import type { TaskDefinition } from "@/lib/engine";
import { endsSession, whyNothingFollows } from "./connect";
import { type Command, CommandRefusedError } from "./define-command";
import type { EditorDocument } from "./document";
import {
  checkRoom,
  edgeOf,
  freshEdgeId,
  freshId,
  type Point,
  parsePoint,
  parseTask,
  storable,
  takenIds,
  taskOf,
} from "./parts";

/** A task that is to be made: its kind, its name and the settings that it starts with. */
interface NewTask {
  kind: string;
  label: string;
  config?: Record<string, unknown>;
}

export interface AddTaskArgs {
  task: NewTask;
  /** Where it lies on the canvas; without one the layout decides. */
  at?: Point;
  /**
   * The task that it follows. "next" (the default) puts it between that task and all that follows it; "branch" adds one
   * more edge from that task to it. A task that ends the session is always a branch, because nothing follows it.
   */
  after?: { taskId: string; as?: "next" | "branch" };
}

/** Adds a task. The first one of a workflow is its start. */
export const addTask: Command<AddTaskArgs> = {
  name: "addTask",
  describe: ({ task }) => `Add “${task.label}”`,
  apply(draft, { task, at, after }) {
    checkRoom(draft, 1, after ? 1 : 0);
    if (after) taskOf(draft, after.taskId);
    const end = after && whyNothingFollows(draft, after.taskId);
    if (end) throw new CommandRefusedError(end);
    const taken = takenIds(draft);
    const id = createTask(draft, task, taken, at);
    if (!after) return;
    const { edges } = draft.definition;
    const next = { id: freshEdgeId(taken), from: after.taskId, to: id };
    if (after.as === "branch" || endsSession(task.kind)) edges.push(next);
    else {
      const first = edges.findIndex(({ from }) => from === after.taskId);
      for (const edge of edges) if (edge.from === after.taskId) edge.from = id;
      edges.splice(first < 0 ? edges.length : first, 0, next);
    }
  },
};

export interface InsertOnEdgeArgs {
  edgeId: string;
  task: NewTask;
  at?: Point;
}

/**
 * Inserts a task into an edge: the edge leads to it, with its condition, and a new edge leads on, unless the task ends
 * the session.
 */
export const insertOnEdge: Command<InsertOnEdgeArgs> = {
  name: "insertOnEdge",
  describe: ({ task }) => `Insert “${task.label}”`,
  apply(draft, { edgeId, task, at }) {
    checkRoom(draft, 1, 1);
    const edge = edgeOf(draft, edgeId);
    const taken = takenIds(draft);
    const id = createTask(draft, task, taken, at);
    const { edges } = draft.definition;
    if (!endsSession(task.kind))
      edges.splice(edges.indexOf(edge) + 1, 0, { id: freshEdgeId(taken), from: id, to: edge.to });
    edge.to = id;
  },
};

function createTask(draft: Draft<EditorDocument>, task: NewTask, taken: Set<string>, at?: Point): string {
  const { definition, layout } = draft;
  const id = freshId(taken, task.label || task.kind);
  const { kind, label, config = {} } = task;
  definition.tasks.push(parseTask({ id, kind, label, config: storable(config) }) satisfies TaskDefinition);
  if (at) layout.positions[id] = parsePoint(at);
  if (definition.tasks.length === 1) definition.startTaskId = id;
  return id;
}
