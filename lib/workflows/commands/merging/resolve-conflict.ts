import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import type { EditorDocument } from "../document";
import type { MergeConflict } from "./merge-documents";
import { idOf, type JsonRecord, orderKey } from "./merge-values";

/** Both documents that were merged. */
export interface MergedSides {
  mine: EditorDocument;
  theirs: EditorDocument;
}

/**
 * The document with the value of one side. The edges of a deleted task are deleted, too. A task that only this side
 * has kept is connected as it was there: the other side has led its edges past it.
 */
export function resolveConflict(
  document: EditorDocument,
  { path, ...values }: MergeConflict,
  { side, sides }: { side: "mine" | "theirs"; sides: MergedSides },
): EditorDocument {
  const resolved = withValueAt(document, path, values[side]) as EditorDocument;
  const [, list, taskId, ...field] = path;
  if (list !== "tasks" || taskId === undefined || field.length > 0) return resolved;
  if (values[side] === undefined) return withoutTask(resolved, taskId);
  const isOnlyHere = values[side === "mine" ? "theirs" : "mine"] === undefined;
  return isOnlyHere ? withEdgesOf(resolved, taskId, sides[side]) : resolved;
}

function withoutTask({ definition, layout }: EditorDocument, taskId: string): EditorDocument {
  const { [taskId]: _, ...positions } = layout.positions;
  const edges = definition.edges.filter(({ from, to }) => from !== taskId && to !== taskId);
  return { definition: { ...definition, edges }, layout: { ...layout, positions } };
}

/** The document in which a task has the edges, the place and the start that it has on one side. */
function withEdgesOf({ definition, layout }: EditorDocument, taskId: string, side: EditorDocument): EditorDocument {
  const taskIds = new Set(definition.tasks.map(({ id }) => id));
  const edges = [...definition.edges];
  for (const [index, edge] of side.definition.edges.entries()) {
    if (edge.from !== taskId && edge.to !== taskId) continue;
    if (!taskIds.has(edge.from) || !taskIds.has(edge.to)) continue;
    const place = edges.findIndex(({ id }) => id === edge.id);
    const kept = edges[place];
    if (!kept) edges.splice(placeAfter(edges, side.definition.edges.slice(0, index)), 0, edge);
    else if (kept.from !== taskId && kept.to !== taskId) edges[place] = { ...kept, from: edge.from, to: edge.to };
  }
  const { [taskId]: position } = side.layout.positions;
  const positions = position ? { [taskId]: position, ...layout.positions } : layout.positions;
  const startTaskId = side.definition.startTaskId === taskId ? taskId : definition.startTaskId;
  return { definition: { ...definition, startTaskId, edges }, layout: { ...layout, positions } };
}

/** The place after the last of the earlier edges that is still there. */
function placeAfter(edges: readonly EdgeDefinition[], earlier: readonly EdgeDefinition[]): number {
  const ids = new Set(earlier.map(({ id }) => id));
  return edges.findLastIndex(({ id }) => ids.has(id)) + 1;
}

/** The value with `next` at a path; undefined deletes it. A missing parent stays missing. */
function withValueAt(value: unknown, [key, ...rest]: string[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value))
    return key === orderKey ? inOrder(value, next as string[]) : setInList(value, key, rest, next);
  if (typeof value !== "object" || value === null) return value;
  const { [key]: old, ...others } = value as JsonRecord;
  const changed = withValueAt(old, rest, next);
  if (changed === undefined) return others;
  return Object.hasOwn(value, key) ? { ...value, [key]: changed } : { ...others, [key]: changed };
}

function setInList(list: JsonRecord[], id: string, rest: string[], next: unknown): unknown[] {
  const known = list.some((item) => idOf(item) === id);
  if (!known) return rest.length === 0 && next !== undefined ? [...list, next] : list;
  return list.flatMap((item) => (idOf(item) === id ? (withValueAt(item, rest, next) ?? []) : item));
}

/** The items that are named come in that order, at the places that they have among the others. */
function inOrder(list: JsonRecord[], ids: string[]): JsonRecord[] {
  const named = ids.flatMap((id) => list.filter((item) => idOf(item) === id));
  const next = named.values();
  return list.map((item) => (named.includes(item) ? (next.next().value ?? item) : item));
}
