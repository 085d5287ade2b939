import type { FactEdits } from "@/components/chat/facts/fact-edits";

/** The text in the box, and the message that was sent and is not known to be stored. Survives a reload of the tab. */
export interface Draft {
  text: string;
  sent: { id: string; text: string } | null;
}

const emptyDraft: Draft = { text: "", sent: null };
const keyOf = (sessionId: string) => `graphflow:draft:${sessionId}`;

/** The stored draft of a claim, or an empty one. */
export function readDraft(sessionId: string): Draft {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(sessionId)) ?? "null");
    return stored ? { ...emptyDraft, ...stored } : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

/** Stores the draft of a claim; an empty one removes it. */
export function writeDraft(sessionId: string, draft: Draft): void {
  try {
    if (draft.text || draft.sent) sessionStorage.setItem(keyOf(sessionId), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(sessionId));
  } catch {
    // Storage is full or disabled: the text stays in the box, only a reload would lose it.
  }
}

const editsKeyOf = (sessionId: string) => `graphflow:edits:${sessionId}`;

/** The unsaved edits of the facts. */
export function readEdits(sessionId: string): FactEdits {
  try {
    return JSON.parse(sessionStorage.getItem(editsKeyOf(sessionId)) ?? "{}") as FactEdits;
  } catch {
    return {};
  }
}

/** Stores the unsaved edits of a claim; none removes them. */
export function writeEdits(sessionId: string, edits: FactEdits): void {
  try {
    if (Object.keys(edits).length > 0) sessionStorage.setItem(editsKeyOf(sessionId), JSON.stringify(edits));
    else sessionStorage.removeItem(editsKeyOf(sessionId));
  } catch {
    // As with the draft: the text stays in the form.
  }
}

const newClaimKeyOf = (workflowId: string) => `graphflow:new-claim:${workflowId}`;

/**
 * Returns the session id of a new claim of this workflow, in this tab, whose first message is not known to be stored.
 * "New claim" leads back to it, so that the text is neither lost nor starts two claims. Without one it returns null, and `sessionId`
 * becomes the new claim of the tab.
 */
export function findUnfinishedClaim(workflowId: string, sessionId: string, isNew: boolean): string | null {
  const newClaimKey = newClaimKeyOf(workflowId);
  try {
    const earlier = sessionStorage.getItem(newClaimKey);
    if (!isNew) {
      if (earlier === sessionId) sessionStorage.removeItem(newClaimKey);
      return null;
    }
    const draft = earlier === null || earlier === sessionId ? emptyDraft : readDraft(earlier);
    if (draft.text || draft.sent) return earlier;
    sessionStorage.setItem(newClaimKey, sessionId);
  } catch {
    // Without storage there are no drafts.
  }
  return null;
}
