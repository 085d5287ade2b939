import type { Draft } from "immer";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { type Command, CommandRefusedError } from "./define-command";
import type { EditorDocument } from "./document";
import { nameOf, type PartIds } from "./parts";

export type DeletePartsArgs = Partial<PartIds>;

/**
 * Deletes tasks, edges, notes and groups. The edges of a deleted task are reconnected: an incoming edge leads to the
 * task that followed, with its own condition. When several edges left the task and one edge led to it, which is the
 * only edge out of its own task, that task takes over all of them. Otherwise the incoming edges lead to the target of
 * the edge without a condition. An edge that would start and end at one task is deleted.
 */
export const deleteParts: Command<DeletePartsArgs> = {
  name: "deleteParts",
  describe: ({ taskIds = [], edgeIds = [], noteIds = [], groupIds = [] }, document) => {
    const count = taskIds.length + edgeIds.length + noteIds.length + groupIds.length;
    if (count > 1) return `Delete ${count} things`;
    if (taskIds[0]) return `Delete ${nameOf(document, taskIds[0])}`;
    return edgeIds.length > 0 ? "Delete an edge" : noteIds.length > 0 ? "Delete a note" : "Delete a group";
  },
  apply(draft, { taskIds = [], edgeIds = [], noteIds = [], groupIds = [] }) {
    const { definition, layout } = draft;
    const isGone = goneFrom([...taskIds, ...edgeIds, ...noteIds, ...groupIds]);
    const before = definition.tasks.length + definition.edges.length + layout.notes.length + layout.groups.length;
    removeFrom(definition.edges, ({ id }) => edgeIds.includes(id));
    for (const id of taskIds) deleteTask(draft, id);
    removeFrom(layout.notes, ({ id }) => noteIds.includes(id) && isGone(id));
    removeFrom(layout.groups, ({ id }) => groupIds.includes(id) && isGone(id));
    const after = definition.tasks.length + definition.edges.length + layout.notes.length + layout.groups.length;
    if (after === before) throw new CommandRefusedError("It is not there any more.");
  },
};

/** Deletes edges and nothing else. */
export const deleteEdges: Command<{ edgeIds: string[] }> = {
  name: "deleteEdges",
  describe: ({ edgeIds }) => (edgeIds.length > 1 ? `Delete ${edgeIds.length} edges` : "Delete an edge"),
  apply: (draft, { edgeIds }) => deleteParts.apply(draft, { edgeIds }),
};

const goneFrom = (ids: string[]) => {
  const gone = new Set(ids);
  return (id: string): boolean => gone.has(id);
};

function removeFrom<Item>(items: Item[], isGone: (item: Item) => boolean): void {
  for (let index = items.length - 1; index >= 0; index--) if (isGone(items[index] as Item)) items.splice(index, 1);
}

function deleteTask({ definition, layout }: Draft<EditorDocument>, id: string): void {
  const { tasks, edges } = definition;
  const place = tasks.findIndex((task) => task.id === id);
  if (place < 0) return;
  const outgoing = edges.filter(({ from, to }) => from === id && to !== id);
  const defaultEdge = outgoing.find(({ condition }) => !condition) ?? outgoing.at(-1);
  reconnect(edges, { id, outgoing, defaultEdge });
  removeFrom(edges, ({ from, to }) => from === id || to === id);
  tasks.splice(place, 1);
  delete layout.positions[id];
  if (definition.startTaskId === id) definition.startTaskId = defaultEdge?.to ?? tasks[0]?.id ?? "";
}

type Edges = Draft<EdgeDefinition>[];

interface DeletedTask {
  id: string;
  outgoing: Edges;
  /** The edge without a condition, else the last one. */
  defaultEdge: Draft<EdgeDefinition> | undefined;
}

function reconnect(edges: Edges, { id, outgoing, defaultEdge }: DeletedTask): void {
  const incoming = edges.filter(({ from, to }) => to === id && from !== id);
  if (!defaultEdge) return;
  const [only] = incoming;
  const takesAll =
    only && incoming.length === 1 && outgoing.length > 1 && edges.filter(({ from }) => from === only.from).length === 1;
  if (takesAll) {
    for (const edge of outgoing) edge.from = only.from;
    removeFrom(edges, (edge) => outgoing.includes(edge) && edge.to === only.from && edge !== defaultEdge);
    return;
  }
  for (const edge of incoming) {
    const isThere = edges.some((one) => one.from === edge.from && one.to === defaultEdge.to && !one.condition);
    // Edges that stay at the deleted task are deleted with it.
    if (edge.from !== defaultEdge.to && !(isThere && !edge.condition)) edge.to = defaultEdge.to;
  }
}
