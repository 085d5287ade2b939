const keyOf = (waitId: string) => `graphflow:reason:${waitId}`;

/** The unsent reason for a review, or "". Survives a reload of the tab. */
export function readReason(waitId: string): string {
  try {
    return sessionStorage.getItem(keyOf(waitId)) ?? "";
  } catch {
    return "";
  }
}

/** Stores the unsent reason; "" removes it. */
export function writeReason(waitId: string, reason: string): void {
  try {
    if (reason) sessionStorage.setItem(keyOf(waitId), reason);
    else sessionStorage.removeItem(keyOf(waitId));
  } catch {
    // Storage is full or disabled: the reason stays in the box; only a reload would lose it.
  }
}
