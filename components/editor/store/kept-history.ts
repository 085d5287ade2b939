import { replay } from "@/lib/workflows/commands/define-command";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "@/lib/workflows/commands/document";
import { type EditorHistory, historySchema, noHistory } from "./history";

/** Characters that one workflow may take of the tab's storage, which has some five million for all. */
const mostKept = 1_500_000;
const keyOf = (workflowId: string): string => `graphflow:history:${workflowId}`;

/** Keeps the history for coming back to this tab. The oldest steps go first where it is too large. */
export function keepHistory(workflowId: string, document: EditorDocument, { undo, redo }: EditorHistory): void {
  const state = markOf(document);
  let kept = { undo: undo.slice(-300), redo };
  let text = JSON.stringify({ state, ...kept });
  while (text.length > mostKept && kept.undo.length > 0) {
    kept = { undo: kept.undo.slice(Math.ceil(kept.undo.length / 2)), redo: [] };
    text = JSON.stringify({ state, ...kept });
  }
  try {
    if (undo.length + redo.length > 0 && text.length <= mostKept) sessionStorage.setItem(keyOf(workflowId), text);
    else sessionStorage.removeItem(keyOf(workflowId));
  } catch {
    // Storage is full or switched off: undo still works here, only leaving the page loses it.
  }
}

/** The history that this tab keeps for exactly this document; none where the document has changed since. */
export function readKeptHistory(workflowId: string, document: EditorDocument): EditorHistory {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(workflowId)) ?? "null");
    const parsed = historySchema.safeParse(stored);
    const isOfThis = typeof stored === "object" && stored !== null && "state" in stored;
    if (parsed.success && isOfThis && stored.state === markOf(document)) {
      const history = parsed.data as EditorHistory;
      if (leadsThroughDocuments(history, document)) return history;
    }
  } catch {
    // What is not JSON, or does not fit the document, is no history.
  }
  return noHistory;
}

/** Whether both ends of a history are documents: one of an earlier release may lead to another shape. Throws as immer does. */
function leadsThroughDocuments({ undo, redo }: EditorHistory, document: EditorDocument): boolean {
  const oldest = undo.toReversed().reduce((next, { inverse }) => replay(next, inverse), document);
  const newest = redo.toReversed().reduce((next, { patches }) => replay(next, patches), document);
  return [oldest, newest].every(
    ({ definition, layout }) =>
      draftDefinitionSchema.safeParse(definition).success && graphLayoutSchema.safeParse(layout).success,
  );
}

/** A number that two documents share when they are the same, whatever the order of their keys (FNV-1a). */
function markOf(document: EditorDocument): number {
  let mark = 0x811c9dc5;
  const text = JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  for (let index = 0; index < text.length; index++) mark = Math.imul(mark ^ text.charCodeAt(index), 0x01000193);
  return mark;
}
