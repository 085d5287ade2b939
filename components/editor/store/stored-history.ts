import { replay } from "@/lib/workflows/commands/define-command";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "@/lib/workflows/commands/document";
import { type EditorHistory, historySchema, noHistory } from "./history";

/** The greatest size of a stored history. Characters. A tab stores about five million in total. */
const maxStoredLength = 1_500_000;
const keyOf = (workflowId: string): string => `graphflow:history:${workflowId}`;

/** Stores the history in this tab. A history that is too large loses its oldest steps. */
export function storeHistory(workflowId: string, document: EditorDocument, { undo, redo }: EditorHistory): void {
  const state = hashOf(document);
  let stored = { undo: undo.slice(-300), redo };
  let text = JSON.stringify({ state, ...stored });
  while (text.length > maxStoredLength && stored.undo.length > 0) {
    stored = { undo: stored.undo.slice(Math.ceil(stored.undo.length / 2)), redo: [] };
    text = JSON.stringify({ state, ...stored });
  }
  try {
    if (undo.length + redo.length > 0 && text.length <= maxStoredLength)
      sessionStorage.setItem(keyOf(workflowId), text);
    else sessionStorage.removeItem(keyOf(workflowId));
  } catch {
    // Storage is full or disabled: undo works until the page is left.
  }
}

/** Reads the stored history of this document; an empty one when the document has changed since. */
export function readStoredHistory(workflowId: string, document: EditorDocument): EditorHistory {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(workflowId)) ?? "null");
    const parsed = historySchema.safeParse(stored);
    const isOfThis = typeof stored === "object" && stored !== null && "state" in stored;
    if (parsed.success && isOfThis && stored.state === hashOf(document)) {
      const history = parsed.data as EditorHistory;
      if (hasValidDocuments(history, document)) return history;
    }
  } catch {
    // Invalid JSON, or patches that do not fit the document: the history is ignored.
  }
  return noHistory;
}

/**
 * Whether the oldest and the newest document of a history are valid. A history of an earlier release may be invalid.
 * Throws when a patch does not apply.
 */
function hasValidDocuments({ undo, redo }: EditorHistory, document: EditorDocument): boolean {
  const oldest = undo.toReversed().reduce((next, { inverse }) => replay(next, inverse), document);
  const newest = redo.toReversed().reduce((next, { patches }) => replay(next, patches), document);
  return [oldest, newest].every(
    ({ definition, layout }) =>
      draftDefinitionSchema.safeParse(definition).success && graphLayoutSchema.safeParse(layout).success,
  );
}

/** A hash of a document (FNV-1a). The order of object keys does not matter. */
function hashOf(document: EditorDocument): number {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
