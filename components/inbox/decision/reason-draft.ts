const keyOf = (waitId: string) => `graphflow:reason:${waitId}`;

/** The reason typed for a wait and not sent yet; empty when there is none. Survives a reload of the tab. */
export function readReason(waitId: string): string {
  try {
    return sessionStorage.getItem(keyOf(waitId)) ?? "";
  } catch {
    return "";
  }
}

export function writeReason(waitId: string, reason: string): void {
  try {
    if (reason) sessionStorage.setItem(keyOf(waitId), reason);
    else sessionStorage.removeItem(keyOf(waitId));
  } catch {
    // Storage is full or switched off: the reason is still in the box, only a reload would lose it.
  }
}
