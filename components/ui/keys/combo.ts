/** A key with its modifiers: "Ctrl+Shift+Z", "Alt+ArrowUp", "?". "Ctrl" is Command on a Mac. */
export type Combo = string;

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Whether an event matches a combo. Shift is ignored for characters such as "?", because some keyboard layouts need
 * Shift for them.
 */
export function isPressed(combo: Combo, event: Pressed): boolean {
  const parts = combo.split("+");
  const key = parts.pop() || "+";
  const pendingOperator = (name: string) => parts.includes(name);
  const isLetter = /^[a-z]$/i.test(key);
  const needsShift = isLetter || key.length > 1;
  return (
    (isLetter ? event.key.toLowerCase() === key.toLowerCase() : event.key === key) &&
    pendingOperator("Ctrl") === (event.ctrlKey || event.metaKey) &&
    pendingOperator("Alt") === event.altKey &&
    (!needsShift || pendingOperator("Shift") === event.shiftKey)
  );
}

const keyLabels: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Delete: "Del",
  " ": "Space",
  Escape: "Esc",
};

/** The keys of a combo with their labels on the keyboard. */
export const keysOf = (combo: Combo, isMac: boolean): string[] => {
  const parts = combo.split("+");
  const key = parts.pop() || "+";
  const held = parts.map((part) => (isMac ? ({ Ctrl: "⌘", Alt: "⌥", Shift: "⇧" }[part] ?? part) : part));
  return [...held, keyLabels[key] ?? key];
};

/** Whether the target is a text input. Then keys are text, not actions. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, [role=textbox], [contenteditable]") !== null
  );
}
