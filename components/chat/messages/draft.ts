import type { FactEdits } from "@/components/chat/facts/fact-edits";
import { keepTabText, readTabText } from "@/components/ui/requests/tab-texts";

/** The text in the box, and the message that was sent and is not known to be stored. Survives a reload of the tab. */
export interface Draft {
  text: string;
  sent: { id: string; text: string } | null;
}

const emptyDraft: Draft = { text: "", sent: null };
const keyOf = (sessionId: string) => `graphflow:draft:${sessionId}`;

/** The stored draft of a claim, or an empty one. */
export const readDraft = (sessionId: string): Draft => ({
  ...emptyDraft,
  ...readObject<Draft>(keyOf(sessionId)),
});

/** Stores the draft of a claim; an empty one removes it. */
export const writeDraft = (sessionId: string, draft: Draft): void =>
  keepTabText(keyOf(sessionId), draft.text || draft.sent ? JSON.stringify(draft) : null);

const editsKeyOf = (sessionId: string) => `graphflow:edits:${sessionId}`;

/** The unsaved edits of the facts. */
export const readEdits = (sessionId: string): FactEdits => readObject<FactEdits>(editsKeyOf(sessionId)) ?? {};

/** Stores the unsaved edits of a claim; none removes them. */
export const writeEdits = (sessionId: string, edits: FactEdits): void =>
  keepTabText(editsKeyOf(sessionId), Object.keys(edits).length > 0 ? JSON.stringify(edits) : null);

function readObject<Value>(key: string): Value | null {
  try {
    return JSON.parse(readTabText(key) ?? "null");
  } catch {
    return null;
  }
}

const newClaimKeyOf = (workflowId: string) => `graphflow:new-claim:${workflowId}`;

/**
 * Returns the session id of a new claim of this workflow, in this tab, whose first message is not known to be stored.
 * "New claim" leads back to it, so that the text is neither lost nor starts two claims. Without one it returns null,
 * and `sessionId` becomes the new claim of the tab.
 */
export function findUnfinishedClaim(workflowId: string, sessionId: string, isNew: boolean): string | null {
  const newClaimKey = newClaimKeyOf(workflowId);
  const earlier = readTabText(newClaimKey);
  if (!isNew) {
    if (earlier === sessionId) keepTabText(newClaimKey, null);
    return null;
  }
  const draft = earlier === null || earlier === sessionId ? emptyDraft : readDraft(earlier);
  if (draft.text || draft.sent) return earlier;
  keepTabText(newClaimKey, sessionId);
  return null;
}
