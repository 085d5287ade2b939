import type { PartIds } from "@/lib/workflows/commands/parts";
import type { MenuAction } from "../lazy/action-menu";
import type { EditorStore } from "../store/store";
import { copyTask, pasteParts } from "./outline-clipboard";
import { withCommands } from "./with-commands";

/** The actions of a task. `next` returns the item that gets the focus after the task is deleted. */
export function taskActions(store: EditorStore, taskId: string, next: () => string | undefined): MenuAction[] {
  const { ask, inspect, focusInOutline, document } = store.getState();
  const isStart = document.definition.startTaskId === taskId;
  return [
    { name: "Edit", keys: "Enter", run: () => inspect({ taskId, focuses: true }) },
    { name: "Rename", keys: "F2", run: () => focusInOutline(taskId, true) },
    { name: "Add a task after", keys: "Insert", run: () => ask({ about: "kind", after: { taskId, as: "next" } }) },
    { name: "Add a branch", run: () => ask({ about: "kind", after: { taskId, as: "branch" } }) },
    { name: "Connect to…", keys: "Ctrl+Enter", run: () => ask({ about: "connect", taskId }) },
    { name: "Copy", keys: "Ctrl+C", run: () => void copyTask(store, taskId) },
    {
      name: "Cut",
      keys: "Ctrl+X",
      run: () => void cutTask(store, taskId, next()),
    },
    { name: "Paste", keys: "Ctrl+V", run: () => void pasteParts(store) },
    { name: "Duplicate", keys: "Ctrl+D", run: () => void duplicateTask(store, taskId) },
    ...(isStart ? [] : [{ name: "Start here", run: () => void setStart(store, taskId) }]),
    { name: "Delete", keys: "Del", isDanger: true, run: () => void removeItem(store, { taskIds: [taskId] }, next()) },
  ];
}

/** The actions of an edge. `next` returns the item that gets the focus after the edge is deleted. */
export function edgeActions(store: EditorStore, edgeId: string, next: () => string | undefined): MenuAction[] {
  const { ask, inspect } = store.getState();
  return [
    { name: "Edit the condition", keys: "Enter", run: () => inspect({ edgeId, path: ["condition"] }) },
    { name: "Insert a task here", keys: "Insert", run: () => ask({ about: "kind", edgeId }) },
    { name: "Lead to another task…", keys: "Ctrl+Enter", run: () => ask({ about: "move", edgeId, end: "to" }) },
    { name: "Begin at another task…", run: () => ask({ about: "move", edgeId, end: "from" }) },
    { name: "Try it earlier", keys: "Alt+↑", run: () => moveEdge(store, edgeId, -1) },
    { name: "Try it later", keys: "Alt+↓", run: () => moveEdge(store, edgeId, 1) },
    { name: "Delete", keys: "Del", isDanger: true, run: () => void removeItem(store, { edgeIds: [edgeId] }, next()) },
  ];
}

const duplicateTask = (store: EditorStore, taskId: string): Promise<void> =>
  withCommands(store, ({ duplicate }) => {
    const { run, focusInOutline } = store.getState();
    const result = run(duplicate, { taskIds: [taskId] });
    if (result.ok && result.added.taskIds[0]) focusInOutline(result.added.taskIds[0]);
  });

async function cutTask(store: EditorStore, taskId: string, next: string | undefined): Promise<void> {
  if (await copyTask(store, taskId)) await removeItem(store, { taskIds: [taskId] }, next);
}

const setStart = (store: EditorStore, taskId: string): Promise<void> =>
  withCommands(store, (commands) => void store.getState().run(commands.setStart, { taskId }));

const removeItem = (store: EditorStore, parts: Partial<PartIds>, next: string | undefined): Promise<void> =>
  withCommands(store, ({ deleteParts }) => {
    const { run, focusInOutline } = store.getState();
    if (run(deleteParts, parts).ok && next !== undefined) focusInOutline(next);
  });

/** Moves an edge before the edge above it or after the edge below it. */
function moveEdge(store: EditorStore, edgeId: string, by: -1 | 1): void {
  const { say, document } = store.getState();
  const edge = document.definition.edges.find(({ id }) => id === edgeId);
  const edges = document.definition.edges.filter(({ from, condition }) => from === edge?.from && condition);
  const others = document.definition.edges.filter(({ from, condition }) => from === edge?.from && !condition);
  const place = edges.findIndex(({ id }) => id === edgeId);
  const other = edges[place + by];
  if (!edge || place < 0) {
    say("An edge without a condition is taken when no other one is: it has no order.");
    return;
  }
  if (!other) {
    say(by < 0 ? "It is tried first already." : "It is tried last already.");
    return;
  }
  const ordered = edges.map(({ id }) => (id === edgeId ? other.id : id === other.id ? edgeId : id));
  void withCommands(store, ({ orderEdges }) => {
    const { run, focusInOutline } = store.getState();
    run(orderEdges, { taskId: edge.from, edgeIds: [...ordered, ...others.map(({ id }) => id)] });
    focusInOutline(edgeId);
  });
}
