/** What is in the box, and what was sent without the server having answered for it. Survives a reload of the tab. */
export interface Draft {
  text: string;
  sent: { id: string; text: string } | null;
}

const none: Draft = { text: "", sent: null };
const keyOf = (sessionId: string) => `graphflow:draft:${sessionId}`;

export function readDraft(sessionId: string): Draft {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(sessionId)) ?? "null");
    return stored ? { ...none, ...stored } : none;
  } catch {
    return none;
  }
}

export function writeDraft(sessionId: string, draft: Draft): void {
  try {
    if (draft.text || draft.sent) sessionStorage.setItem(keyOf(sessionId), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(sessionId));
  } catch {
    // Storage is full or switched off: the text is still in the box, only a reload would lose it.
  }
}
