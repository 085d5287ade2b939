const keyOf = (caseId: string) => `graphflow:reason:${caseId}`;

/** The unsent reason for a review, or "". Survives a reload of the tab. */
export function readReason(caseId: string): string {
  try {
    return sessionStorage.getItem(keyOf(caseId)) ?? "";
  } catch {
    return "";
  }
}

/** Stores the unsent reason; "" removes it. */
export function writeReason(caseId: string, reason: string): void {
  try {
    if (reason) sessionStorage.setItem(keyOf(caseId), reason);
    else sessionStorage.removeItem(keyOf(caseId));
  } catch {
    // Storage is full or disabled: the reason stays in the box; only a reload would lose it.
  }
}
