const keyOf = (caseId: string, name: string) => `graphflow:${name}:${caseId}`;

/** The texts of a decision that is not sent. */
export type DraftText = "reason" | "question";

/** What is typed for a case and not sent: also a note and whether it is evidence ("yes"), and why it is escalated. */
export type CaseDraft = DraftText | "note" | "note-evidence" | "escalation";

/** The unsent text for a case, or "". Survives a reload of the tab. */
export function readDraft(caseId: string, name: CaseDraft): string {
  try {
    return sessionStorage.getItem(keyOf(caseId, name)) ?? "";
  } catch {
    return "";
  }
}

/** Stores the unsent text; "" removes it. */
export function writeDraft(caseId: string, name: CaseDraft, text: string): void {
  try {
    if (text) sessionStorage.setItem(keyOf(caseId, name), text);
    else sessionStorage.removeItem(keyOf(caseId, name));
  } catch {
    // Storage is full or disabled: the text stays in the box; only a reload would lose it.
  }
}
