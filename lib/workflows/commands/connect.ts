import type { Condition } from "@/lib/engine";
import { edgeDefinitionSchema } from "@/lib/engine/definition-kit";
import { taskKinds } from "@/lib/tasks/kinds";
import { type Command, CommandRefusedError } from "./define-command";
import type { EditorDocument } from "./document";
import { checkRoom, edgeOf, freshEdgeId, nameOf, parseOrRefuse, storable, takenIds, taskOf } from "./parts";

export interface ConnectArgs {
  from: string;
  to: string;
  condition?: Condition;
}

/** Draws an edge from one task to another, after the edges that are there. */
export const connect: Command<ConnectArgs> = {
  name: "connect",
  describe: ({ from, to }, document) => `Connect ${nameOf(document, from)} to ${nameOf(document, to)}`,
  apply(draft, { from, to, condition }) {
    const reason = whyNotConnect(draft, from, to, condition);
    if (reason) throw new CommandRefusedError(reason);
    checkRoom(draft, 0, 1);
    const edge = { id: freshEdgeId(takenIds(draft)), from, to, ...(condition && { condition: storable(condition) }) };
    draft.definition.edges.push(parseEdge(edge));
  },
};

/**
 * Why an edge may not be drawn between two tasks; undefined when it may. `checkGraph` finds what is wrong with a whole
 * graph; this refuses only what can never be right.
 */
export function whyNotConnect(
  { definition }: EditorDocument,
  from: string,
  to: string,
  condition?: Condition,
): string | undefined {
  const { tasks, edges } = definition;
  if (![from, to].every((id) => tasks.some((task) => task.id === id))) return "The task is not there any more.";
  const end = whyNothingFollows({ definition }, from);
  if (end) return end;
  const isThere = edges.some((edge) => edge.from === from && edge.to === to && !edge.condition && !condition);
  return isThere ? "There is such an edge already: give it a condition first, or choose another task." : undefined;
}

/** Whether tasks of a kind end the session. An unknown kind does not. */
export const endsSession = (kind: string): boolean => Object.hasOwn(taskKinds, kind) && taskKinds[kind]?.ends === true;

/** Why no edge may leave a task: its kind ends the session. Undefined for other tasks. */
export function whyNothingFollows({ definition }: Pick<EditorDocument, "definition">, id: string): string | undefined {
  const task = definition.tasks.find((one) => one.id === id);
  if (!task || !endsSession(task.kind)) return undefined;
  const name = task.label || task.id;
  return `“${name}” ends the session, so nothing can follow it. Put the task on an edge that leads to it.`;
}

export interface MoveEdgeEndArgs {
  edgeId: string;
  end: "from" | "to";
  taskId: string;
}

/** Lets an edge begin or end at another task; it keeps its condition. */
export const moveEdgeEnd: Command<MoveEdgeEndArgs> = {
  name: "moveEdgeEnd",
  describe: ({ taskId }, document) => `Move an edge to ${nameOf(document, taskId)}`,
  apply(draft, { edgeId, end, taskId }) {
    const edge = edgeOf(draft, edgeId);
    taskOf(draft, taskId);
    if (edge[end] === taskId) return;
    const others = {
      ...draft,
      definition: { ...draft.definition, edges: draft.definition.edges.filter((one) => one !== edge) },
    };
    const ends = { from: edge.from, to: edge.to, [end]: taskId };
    const reason = whyNotConnect(others, ends.from, ends.to, edge.condition);
    if (reason) throw new CommandRefusedError(reason);
    edge[end] = taskId;
  },
};

export interface OrderEdgesArgs {
  /** The task whose edges they are. */
  taskId: string;
  /** All edges that leave it, in the order in which they are to be tried. */
  edgeIds: string[];
}

/** Puts the edges out of a task into another order: the first one whose condition holds is taken. */
export const orderEdges: Command<OrderEdgesArgs> = {
  name: "orderEdges",
  describe: ({ taskId }, document) => `Order the edges of ${nameOf(document, taskId)}`,
  apply(draft, { taskId, edgeIds }) {
    taskOf(draft, taskId);
    const { edges } = draft.definition;
    const outgoing = edges.filter(({ from }) => from === taskId);
    const ordered = edgeIds.flatMap((id) => outgoing.filter((edge) => edge.id === id));
    if (ordered.length !== outgoing.length || new Set(edgeIds).size !== outgoing.length)
      throw new CommandRefusedError("The edges of the task have changed meanwhile.");
    const places = outgoing.map((edge) => edges.indexOf(edge));
    for (const [index, place] of places.entries()) edges[place] = ordered[index] as (typeof edges)[number];
  },
};

export interface SetConditionArgs {
  edgeId: string;
  /** Without one the edge is the one that is taken otherwise. */
  condition: Condition | undefined;
}

/** Sets or takes away the condition of an edge. */
export const setCondition: Command<SetConditionArgs> = {
  name: "setCondition",
  describe: ({ condition }) => (condition ? "Change a condition" : "Take a condition away"),
  mergesAs: ({ edgeId }) => `condition ${edgeId}`,
  apply(draft, { edgeId, condition }) {
    const edge = edgeOf(draft, edgeId);
    if (condition === undefined) delete edge.condition;
    else edge.condition = parseEdge({ ...edge, condition: storable(condition) }).condition;
  },
};

export interface SetEdgeFieldArgs {
  edgeId: string;
  field: "label";
  value: string | undefined;
}

/** Sets what an edge is called. */
export const setEdgeField: Command<SetEdgeFieldArgs> = {
  name: "setEdgeField",
  describe: () => "Rename an edge",
  mergesAs: ({ edgeId, field }) => `edge ${edgeId} ${field}`,
  apply(draft, { edgeId, field, value }) {
    const edge = edgeOf(draft, edgeId);
    if (value === undefined || value === "") delete edge[field];
    else edge[field] = parseEdge({ ...edge, [field]: value })[field];
  },
};

const parseEdge = (edge: unknown) => parseOrRefuse(edgeDefinitionSchema, edge);
