/** A text that this tab keeps over a reload; null when it keeps none under the key. */
export function readTabText(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a text in this tab; null or "" removes it. */
export function keepTabText(key: string, text: string | null): void {
  try {
    if (text) sessionStorage.setItem(key, text);
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or disabled: what was typed stays in its box, only a reload would lose it.
  }
}
