import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { tidyUp } from "../canvas/tools/tidy-up";
import type { Combo } from "./combo";

/** An action of the editor. It has keys, an entry in the list of actions, or both. */
export interface EditorAction {
  id: string;
  /** The name in the list of actions and in the list of keys. It starts with a verb. */
  name: string;
  group: "Go" | "Change" | "Add" | "View" | "Find";
  /** The first one is shown. An action without keys is only in the list of actions. */
  keys: readonly Combo[];
  /** Where the keys work: on the canvas, or in the whole editor outside of text inputs. */
  scope: "canvas" | "editor";
  /** The browser sends an event for it (copy and paste), so no key is handled. */
  isNative?: boolean;
  /** The action depends on the focus, so it is not in the list of actions. */
  isOnlyKey?: boolean;
  /** The action changes the document or prepares a change. */
  changes?: boolean;
  run(tools: CanvasTools): void;
}

const go: EditorAction[] = (
  [
    ["next", "ArrowDown", "Go to the next task"],
    ["previous", "ArrowUp", "Go to the task before"],
    ["left", "ArrowLeft", "Go to the task to the left"],
    ["right", "ArrowRight", "Go to the task to the right"],
  ] as const
).flatMap(([direction, key, name]): EditorAction[] => [
  {
    id: `go-${direction}`,
    name,
    group: "Go",
    keys: [key],
    scope: "canvas",
    isOnlyKey: true,
    run: (tools) => tools.walk(direction),
  },
  {
    id: `extend-${direction}`,
    name: `${name} and keep the selection`,
    group: "Go",
    keys: [`Shift+${key}`],
    scope: "canvas",
    isOnlyKey: true,
    run: (tools) => tools.walk(direction, true),
  },
]);

const steps = [
  ["up", "ArrowUp", 0, -1],
  ["down", "ArrowDown", 0, 1],
  ["left", "ArrowLeft", -1, 0],
  ["right", "ArrowRight", 1, 0],
] as const;

const moves: EditorAction[] = steps.map(([direction, key, columns, rows]) => ({
  id: `move-${direction}`,
  name: `Move ${direction}`,
  group: "Change",
  keys: [`Alt+${key}`],
  scope: "canvas",
  changes: true,
  run: (tools) => tools.nudge(columns, rows),
}));

const sizes: EditorAction[] = (
  [
    ["wider", "ArrowRight", 1, 0],
    ["narrower", "ArrowLeft", -1, 0],
    ["higher", "ArrowDown", 0, 1],
    ["lower", "ArrowUp", 0, -1],
  ] as const
).map(([how, key, columns, rows]) => ({
  id: `size-${how}`,
  name: `Make the note or group ${how}`,
  group: "Change",
  keys: [`Alt+Shift+${key}`],
  scope: "canvas",
  changes: true,
  run: (tools) => tools.resize(columns, rows),
}));

const action = (
  group: EditorAction["group"],
  id: string,
  name: string,
  keys: readonly Combo[],
  run: EditorAction["run"],
  options: Partial<EditorAction> = {},
): EditorAction => ({ group, id, name, keys, run, scope: "canvas", ...options });

const change = { changes: true };
const anywhere = { scope: "editor" as const };

/** All actions, in the order of the lists. */
export const editorActions: readonly EditorAction[] = [
  action("Add", "add", "Add a task", ["A"], (tools) => tools.openPalette(), change),
  action(
    "Add",
    "connect",
    "Connect to a task, or lead the edge to another one",
    ["C"],
    (tools) => tools.choose(),
    change,
  ),
  action("Add", "connect-from", "Let the edge begin at another task", [], (tools) => tools.choose("from"), change),
  action("Add", "note", "Add a note", ["Shift+N"], (tools) => tools.addNote(), change),
  action("Add", "group", "Group what is selected", ["Ctrl+G"], (tools) => tools.addGroup(), change),
  ...go,
  action("Go", "first", "Go to the first task", ["Home"], (tools) => tools.goToEnd("first")),
  action("Go", "last", "Go to the last task", ["End"], (tools) => tools.goToEnd("last")),
  action("Go", "inspect", "Inspect", ["Enter"], (tools) => tools.inspectOrEdit()),
  action("Go", "toggle", "Select or let go", [" "], (tools) => tools.toggleCursor(), { isOnlyKey: true }),
  action("Go", "edge", "Select the next edge out of the task", ["E"], (tools) => tools.selectNextEdge()),
  action("Go", "next-note", "Select the next note or group", ["N"], (tools) => tools.selectNextNote()),
  action("Go", "all", "Select everything", ["Ctrl+A"], (tools) => tools.selectAll()),
  action("Go", "escape", "Step out: close, let go of the selection", ["Escape"], (tools) => tools.stepOut(), {
    isOnlyKey: true,
  }),
  action("Change", "delete", "Delete", ["Delete", "Backspace"], (tools) => tools.remove(), change),
  action("Change", "duplicate", "Duplicate", ["Ctrl+D"], (tools) => tools.duplicate(), change),
  action("Change", "copy", "Copy", ["Ctrl+C"], (tools) => void tools.copy(), { isNative: true }),
  action("Change", "cut", "Cut", ["Ctrl+X"], (tools) => void tools.copy(true), { isNative: true, ...change }),
  action("Change", "paste", "Paste", ["Ctrl+V"], (tools) => void tools.paste(), { isNative: true, ...change }),
  action("Change", "undo", "Undo", ["Ctrl+Z"], (tools) => tools.undo(), { ...anywhere, ...change }),
  action("Change", "redo", "Redo", ["Ctrl+Shift+Z", "Ctrl+Y"], (tools) => tools.redo(), { ...anywhere, ...change }),
  ...moves,
  ...sizes,
  action("Change", "colour", "Give the note or group the next colour", [], (tools) => tools.recolour(), change),
  action("Change", "start", "Start the workflow at this task", [], (tools) => tools.setStart(), change),
  action("Change", "tidy", "Tidy up", [], (tools) => void tidyUp(tools), { ...anywhere, ...change }),
  action("View", "show-all", "Show the whole graph", ["1"], (tools) => tools.showAll()),
  action("View", "show-selected", "Show what is selected", ["2"], (tools) => tools.showSelected()),
  action("View", "zoom-in", "Zoom in", ["+"], (tools) => tools.zoomIn()),
  action("View", "zoom-out", "Zoom out", ["-"], (tools) => tools.zoomOut()),
  action("Find", "search", "Search and replace", ["/"], (tools) => tools.canvas.setState({ isSearching: true })),
  action("Find", "actions", "List all actions", ["Ctrl+K"], (tools) => tools.canvas.setState({ sheet: "actions" }), {
    ...anywhere,
    isOnlyKey: true,
  }),
  action("Find", "keys", "List all keys", ["?"], (tools) => tools.canvas.setState({ sheet: "keys" })),
];

/** The actions of a scope that have keys of ours. */
export const actionsIn = (scope: EditorAction["scope"], isReadOnly: boolean): EditorAction[] =>
  editorActions.filter((one) => one.scope === scope && !one.isNative && !(isReadOnly && one.changes));
