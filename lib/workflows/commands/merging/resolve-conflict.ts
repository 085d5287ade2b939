import type { EditorDocument } from "../document";
import type { MergeConflict } from "./merge-documents";
import { type JsonRecord, orderKey } from "./merge-values";

/** The document with the value of one side. The edges of a deleted task are deleted, too. */
export function resolveConflict(
  document: EditorDocument,
  { path, ...sides }: MergeConflict,
  side: "mine" | "theirs",
): EditorDocument {
  const resolved = withValueAt(document, path, sides[side]) as EditorDocument;
  const [, list, taskId, ...field] = path;
  const isDeleted = list === "tasks" && field.length === 0 && sides[side] === undefined;
  return isDeleted && taskId !== undefined ? withoutTask(resolved, taskId) : resolved;
}

function withoutTask({ definition, layout }: EditorDocument, taskId: string): EditorDocument {
  const { [taskId]: _, ...positions } = layout.positions;
  const edges = definition.edges.filter(({ from, to }) => from !== taskId && to !== taskId);
  return { definition: { ...definition, edges }, layout: { ...layout, positions } };
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

const idOf = (item: JsonRecord): unknown => item.id ?? item.key ?? item.value;

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
