import type { Combo } from "@/components/ui/keys/combo";
import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { tidyUp } from "../canvas/tools/tidy-up";

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

type ActionInGroup = Omit<EditorAction, "group" | "scope"> & Partial<Pick<EditorAction, "scope">>;

/** Actions of one group. Their keys work on the canvas unless another scope is given. */
const inGroup = (group: EditorAction["group"], actions: readonly ActionInGroup[]): EditorAction[] =>
  actions.map((action) => ({ group, scope: "canvas", ...action }));

const adding = inGroup("Add", [
  { id: "add", name: "Add a task", keys: ["A"], run: (tools) => tools.openPalette(), changes: true },
  {
    id: "connect",
    name: "Connect to a task, or lead the edge to another one",
    keys: ["C"],
    run: (tools) => tools.choose(),
    changes: true,
  },
  {
    id: "connect-from",
    name: "Let the edge begin at another task",
    keys: [],
    run: (tools) => tools.choose("from"),
    changes: true,
  },
  { id: "note", name: "Add a note", keys: ["Shift+N"], run: (tools) => tools.addNote(), changes: true },
  { id: "group", name: "Group what is selected", keys: ["Ctrl+G"], run: (tools) => tools.addGroup(), changes: true },
]);

const going = inGroup("Go", [
  { id: "first", name: "Go to the first task", keys: ["Home"], run: (tools) => tools.goToEnd("first") },
  { id: "last", name: "Go to the last task", keys: ["End"], run: (tools) => tools.goToEnd("last") },
  { id: "inspect", name: "Inspect", keys: ["Enter"], run: (tools) => tools.inspectOrEdit() },
  { id: "toggle", name: "Select or let go", keys: [" "], run: (tools) => tools.toggleCursor(), isOnlyKey: true },
  { id: "edge", name: "Select the next edge out of the task", keys: ["E"], run: (tools) => tools.selectNextEdge() },
  { id: "next-note", name: "Select the next note or group", keys: ["N"], run: (tools) => tools.selectNextNote() },
  { id: "all", name: "Select everything", keys: ["Ctrl+A"], run: (tools) => tools.selectAll() },
  {
    id: "escape",
    name: "Step out: close, let go of the selection",
    keys: ["Escape"],
    run: (tools) => tools.stepOut(),
    isOnlyKey: true,
  },
]);

const changing = inGroup("Change", [
  { id: "delete", name: "Delete", keys: ["Delete", "Backspace"], run: (tools) => tools.remove(), changes: true },
  { id: "duplicate", name: "Duplicate", keys: ["Ctrl+D"], run: (tools) => tools.duplicate(), changes: true },
  { id: "copy", name: "Copy", keys: ["Ctrl+C"], run: (tools) => void tools.copy(), isNative: true },
  { id: "cut", name: "Cut", keys: ["Ctrl+X"], run: (tools) => void tools.copy(true), changes: true, isNative: true },
  { id: "paste", name: "Paste", keys: ["Ctrl+V"], run: (tools) => void tools.paste(), changes: true, isNative: true },
  { id: "undo", name: "Undo", keys: ["Ctrl+Z"], run: (tools) => tools.undo(), changes: true, scope: "editor" },
  {
    id: "redo",
    name: "Redo",
    keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
    run: (tools) => tools.redo(),
    changes: true,
    scope: "editor",
  },
]);

const placing = inGroup("Change", [
  {
    id: "colour",
    name: "Give the note or group the next colour",
    keys: [],
    run: (tools) => tools.recolour(),
    changes: true,
  },
  { id: "start", name: "Start the workflow at this task", keys: [], run: (tools) => tools.setStart(), changes: true },
  {
    id: "tidy",
    name: "Tidy up",
    keys: [],
    run: (tools) => void tidyUp(tools.editor).then((isMoved) => isMoved && tools.showAll()),
    changes: true,
    scope: "editor",
  },
]);

const viewing = inGroup("View", [
  { id: "show-all", name: "Show the whole graph", keys: ["1"], run: (tools) => tools.showAll() },
  { id: "show-selected", name: "Show what is selected", keys: ["2"], run: (tools) => tools.showSelected() },
  { id: "zoom-in", name: "Zoom in", keys: ["+"], run: (tools) => tools.zoomIn() },
  { id: "zoom-out", name: "Zoom out", keys: ["-"], run: (tools) => tools.zoomOut() },
]);

const finding = inGroup("Find", [
  {
    id: "search",
    name: "Search and replace",
    keys: ["/"],
    run: (tools) => tools.canvas.setState({ isSearching: true }),
    scope: "editor",
  },
  {
    id: "uses",
    name: "Show who reads and writes each key of the workflow",
    keys: [],
    run: (tools) => tools.editor.getState().ask({ about: "keys" }),
    scope: "editor",
  },
  {
    id: "actions",
    name: "List all actions",
    keys: ["Ctrl+K"],
    run: (tools) => tools.canvas.setState({ sheet: "actions" }),
    scope: "editor",
    isOnlyKey: true,
  },
  {
    id: "keys",
    name: "List all keys",
    keys: ["?"],
    run: (tools) => tools.canvas.setState({ sheet: "keys" }),
    scope: "editor",
  },
]);

/** All actions, in the order of the lists. */
export const editorActions: readonly EditorAction[] = [
  ...adding,
  ...go,
  ...going,
  ...changing,
  ...moves,
  ...sizes,
  ...placing,
  ...viewing,
  ...finding,
];

/** The actions of a scope that have keys of ours. */
export const actionsIn = (scope: EditorAction["scope"], isReadOnly: boolean): EditorAction[] =>
  editorActions.filter((one) => one.scope === scope && !one.isNative && !(isReadOnly && one.changes));
