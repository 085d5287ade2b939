import type { Combo } from "@/components/ui/keys/combo";

/** Something that a reviewer does with the list or with the open case. */
interface InboxAction {
  id: string;
  /** The name in the sheet of keys and in the list of actions; it starts with a verb. */
  name: string;
  /** Works while the list or the case has the focus. */
  key?: Combo;
}

/**
 * The actions of the inbox. Each of those on a case is a button of the page (`actionProps`): a key presses it, so a key
 * never does what no button does.
 */
export const inboxActions = [
  { id: "next-row", name: "Go down in the list", key: "j" },
  { id: "previous-row", name: "Go up in the list", key: "k" },
  { id: "claim", name: "Claim", key: "c" },
  { id: "release", name: "Release" },
  { id: "assign", name: "Assign" },
  { id: "snooze", name: "Snooze" },
  { id: "approve", name: "Approve", key: "a" },
  { id: "reject", name: "Reject", key: "r" },
  { id: "request-information", name: "Request information", key: "i" },
  { id: "escalate", name: "Escalate" },
  { id: "undo", name: "Undo the decision", key: "u" },
  { id: "next-case", name: "Next case" },
  { id: "search", name: "Search cases", key: "/" },
  { id: "sheet", name: "Show the keys", key: "?" },
] as const satisfies InboxAction[];
export type InboxActionId = (typeof inboxActions)[number]["id"];

/** The key of an action, if it has one. */
const keyOf = (id: InboxActionId): Combo | undefined =>
  inboxActions.find((action): action is typeof action & { key: Combo } => action.id === id && "key" in action)?.key;

/** Attributes for the button of an action. */
export const actionProps = (id: InboxActionId) => ({ "data-inbox-action": id, "aria-keyshortcuts": keyOf(id) });

const listSelector = "[role=listbox][aria-label=Reviews]";
const placesSelector = "section[aria-label=Inbox], section[aria-label=Case]";

/** Keys work only there: single keys that work everywhere would also be pressed by speech (WCAG 2.1.4). */
export const isInInbox = (element: Element | null): boolean => element?.closest(placesSelector) != null;

/** The button of an action; null while the page does not offer it. */
function buttonOf(id: InboxActionId): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-inbox-action="${id}"]:not([aria-disabled=true])`);
}

/** The rows of the list. A row beyond the drawn ones is not among them. */
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`${listSelector} [role=option]`)];

/** In the list the focus moves by one row; in a case the neighbour of its row is opened. */
function move(step: 1 | -1): void {
  const all = rows();
  const focused = all.find((row) => row === document.activeElement);
  if (focused) {
    all[all.indexOf(focused) + step]?.focus();
    return;
  }
  const open = all.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (open >= 0) all[open + step]?.click();
  else all[step === 1 ? 0 : all.length - 1]?.focus();
}

/** What the page offers now. */
export const offeredActions = () =>
  inboxActions
    .filter(({ id }) => isOffered(id))
    .map((action) => ({ id: action.id, name: action.name, combo: keyOf(action.id) }));

function isOffered(id: InboxActionId): boolean {
  if (id === "sheet") return true;
  if (id === "next-row" || id === "previous-row") return rows().length > 0;
  return id === "search" ? searchBox() !== null : buttonOf(id) !== null;
}

const searchBox = () => document.querySelector<HTMLElement>(":is(search, [role=search]) input[type=search]");

/** Does what the action's button or key does; nothing while the page does not offer it. */
export function runInboxAction(id: InboxActionId): void {
  if (id === "next-row") move(1);
  else if (id === "previous-row") move(-1);
  else if (id === "search") searchBox()?.focus();
  else buttonOf(id)?.click();
}
