import type { KeyboardEvent } from "react";
import type { OutlineItem } from "./outline-items";

interface KeyEffect {
  /** The id of the item that gets the focus. */
  focus?: string;
  /** The name of the menu action to run. */
  action?: string;
  isSelection?: true;
}

interface Place {
  /** The id of the focused item. */
  id: string;
  items: readonly OutlineItem[];
  /** The typed search text and the time of its last letter (milliseconds). */
  typed: { text: string; at: number };
}

/** A pause longer than this starts a new search. Milliseconds. */
const typingMs = 700;

/** The actions of letters with Ctrl or Command, for a task. */
const clipboardActions: Record<string, string> = { c: "Copy", x: "Cut", v: "Paste", d: "Duplicate" };

/** The effect of a key in the outline; undefined for a key without an effect. */
export function keyEffect(event: KeyboardEvent, place: Place): KeyEffect | undefined {
  const { key, altKey, ctrlKey, metaKey } = event;
  const isTask = place.items.some(({ id }) => id === place.id);
  if (altKey && !isTask) {
    if (key === "ArrowUp") return { action: "Try it earlier" };
    if (key === "ArrowDown") return { action: "Try it later" };
  }
  if (ctrlKey || metaKey) {
    if (key === "Enter") return { action: isTask ? "Connect to…" : "Lead to another task…" };
    const action = isTask && Object.hasOwn(clipboardActions, key) ? clipboardActions[key] : undefined;
    return action === undefined ? undefined : { action };
  }
  if (altKey) return undefined;
  const rows = place.items.flatMap((item) => [item.id, ...item.edges.map(({ id }) => id)]);
  const index = rows.indexOf(place.id);
  const parent = place.items.find(({ edges }) => edges.some(({ id }) => id === place.id));
  switch (key) {
    case "ArrowDown":
      return { focus: rows[index + 1] };
    case "ArrowUp":
      return { focus: rows[index - 1] };
    case "Home":
      return { focus: rows[0] };
    case "End":
      return { focus: rows.at(-1) };
    case "ArrowRight":
      return { focus: place.items.find(({ id }) => id === place.id)?.edges[0]?.id };
    case "ArrowLeft":
      return { focus: parent?.id };
    case "Enter":
      return { action: isTask ? "Edit" : "Edit the condition" };
    case "F2":
      return isTask ? { action: "Rename" } : { action: "Edit the condition" };
    case "Insert":
      return { action: isTask ? "Add a task after" : "Insert a task here" };
    case "Delete":
    case "Backspace":
      return { action: "Delete" };
    case " ":
      if (performance.now() - place.typed.at > typingMs) return { isSelection: true };
  }
  // These two are keys of the whole editor: the search and the list of keys.
  if (key === "/" || key === "?") return undefined;
  return [...key].length === 1 ? { focus: findTaskByText(event, place) } : undefined;
}

/** The next task whose name starts with the typed text. */
function findTaskByText({ key }: KeyboardEvent, { id, items, typed }: Place): string | undefined {
  const now = performance.now();
  typed.text = now - typed.at > typingMs ? key : typed.text + key;
  typed.at = now;
  const here = items.findIndex((item) => item.id === id || item.edges.some((edge) => edge.id === id));
  // The first letter searches from the next item. Further letters may keep the current one.
  const from = typed.text.length === 1 ? here + 1 : here;
  const wanted = typed.text.toLowerCase();
  const inOrder = [...items.slice(from), ...items.slice(0, from)];
  return inOrder.find(({ label }) => label.toLowerCase().startsWith(wanted))?.id;
}
