import type { FactEdits } from "@/components/chat/facts/fact-edits";

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

const editsKeyOf = (sessionId: string) => `graphflow:edits:${sessionId}`;

/** What is typed into the fact card and not saved, kept like the draft. */
export function readEdits(sessionId: string): FactEdits {
  try {
    return JSON.parse(sessionStorage.getItem(editsKeyOf(sessionId)) ?? "{}") as FactEdits;
  } catch {
    return {};
  }
}

export function writeEdits(sessionId: string, edits: FactEdits): void {
  try {
    if (Object.keys(edits).length > 0) sessionStorage.setItem(editsKeyOf(sessionId), JSON.stringify(edits));
    else sessionStorage.removeItem(editsKeyOf(sessionId));
  } catch {
    // As with the draft: what is typed stays in the form.
  }
}

const newClaimKey = "graphflow:new-claim";

/**
 * The new claim of this tab whose words are not known to have arrived: "New claim" leads back to it, so that they are
 * neither lost nor begin two claims. Null when there is none; this one is then the new claim of the tab.
 */
export function unfinishedNewClaim(sessionId: string, isNew: boolean): string | null {
  try {
    const earlier = sessionStorage.getItem(newClaimKey);
    if (!isNew) {
      if (earlier === sessionId) sessionStorage.removeItem(newClaimKey);
      return null;
    }
    const draft = earlier === null || earlier === sessionId ? none : readDraft(earlier);
    if (draft.text || draft.sent) return earlier;
    sessionStorage.setItem(newClaimKey, sessionId);
  } catch {
    // Without storage there are no drafts to come back to.
  }
  return null;
}
