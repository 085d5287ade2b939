import type { Draft } from "immer";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { type Command, CommandRefusedError } from "./define-command";
import type { EditorDocument } from "./document";
import { nameOf, type PartIds } from "./parts";

export type DeletePartsArgs = Partial<PartIds>;

/**
 * Deletes tasks, edges, notes and groups. Where a task goes, the way through it is healed: an edge that led to it
 * leads on to what followed it, with its own condition. Of several edges that left it, those that led to it take over
 * all when there is one edge in and it is the only one out of its task; otherwise they lead to where the session went
 * "otherwise". A way that would only lead back to where it begins goes.
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
  const ways = edges.filter(({ from, to }) => from === id && to !== id);
  const usual = ways.find(({ condition }) => !condition) ?? ways.at(-1);
  healWays(edges, id, ways, usual);
  removeFrom(edges, ({ from, to }) => from === id || to === id);
  tasks.splice(place, 1);
  delete layout.positions[id];
  if (definition.startTaskId === id) definition.startTaskId = usual?.to ?? tasks[0]?.id ?? "";
}

type Edges = Draft<EdgeDefinition>[];

function healWays(edges: Edges, id: string, ways: Edges, usual: Draft<EdgeDefinition> | undefined): void {
  const waysIn = edges.filter(({ from, to }) => to === id && from !== id);
  if (!usual) return;
  const [only] = waysIn;
  const takesAll =
    only && waysIn.length === 1 && ways.length > 1 && edges.filter(({ from }) => from === only.from).length === 1;
  if (takesAll) {
    for (const edge of ways) edge.from = only.from;
    removeFrom(edges, (edge) => ways.includes(edge) && edge.to === only.from && edge !== usual);
    return;
  }
  for (const edge of waysIn) {
    const isThere = edges.some((one) => one.from === edge.from && one.to === usual.to && !one.condition);
    // What stays at the deleted task goes with it.
    if (edge.from !== usual.to && !(isThere && !edge.condition)) edge.to = usual.to;
  }
}
