import { orderEdges } from "@/lib/workflows/commands/connect";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { setStart } from "@/lib/workflows/commands/task-fields";
import type { MenuAction } from "../lazy/action-menu";
import type { EditorStore } from "../store/store";

/** The actions of a task. `next` returns the item that gets the focus after the task is deleted. */
export function taskActions(store: EditorStore, taskId: string, next: () => string | undefined): MenuAction[] {
  const { run, ask, inspect, focusInOutline, document } = store.getState();
  const isStart = document.definition.startTaskId === taskId;
  return [
    { name: "Edit", keys: "Enter", run: () => inspect({ taskId, focuses: true }) },
    { name: "Rename", keys: "F2", run: () => focusInOutline(taskId, true) },
    { name: "Add a task after", keys: "Insert", run: () => ask({ about: "kind", after: { taskId, as: "next" } }) },
    { name: "Add a branch", run: () => ask({ about: "kind", after: { taskId, as: "branch" } }) },
    { name: "Connect to…", keys: "Ctrl+Enter", run: () => ask({ about: "connect", taskId }) },
    { name: "Duplicate", keys: "Ctrl+D", run: () => void duplicateTask(store, taskId) },
    ...(isStart ? [] : [{ name: "Start here", run: () => void run(setStart, { taskId }) }]),
    { name: "Delete", keys: "Del", isDanger: true, run: () => removeItem(store, { taskIds: [taskId] }, next()) },
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
    { name: "Delete", keys: "Del", isDanger: true, run: () => removeItem(store, { edgeIds: [edgeId] }, next()) },
  ];
}

/** Its code is loaded after the page. */
async function duplicateTask(store: EditorStore, taskId: string): Promise<void> {
  const { run, say, focusInOutline } = store.getState();
  const module = await import("@/lib/workflows/commands/clipboard/paste").catch(() => undefined);
  if (!module) return say("The task was not duplicated, because a part of the page is missing. Try again online.");
  const result = run(module.duplicate, { taskIds: [taskId] });
  if (result.ok && result.added.taskIds[0]) focusInOutline(result.added.taskIds[0]);
}

function removeItem(
  store: EditorStore,
  parts: Parameters<typeof deleteParts.apply>[1],
  next: string | undefined,
): void {
  const { run, focusInOutline } = store.getState();
  if (run(deleteParts, parts).ok && next !== undefined) focusInOutline(next);
}

/** Moves an edge before the edge above it or after the edge below it. */
function moveEdge(store: EditorStore, edgeId: string, by: -1 | 1): void {
  const { run, say, focusInOutline, document } = store.getState();
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
  run(orderEdges, { taskId: edge.from, edgeIds: [...ordered, ...others.map(({ id }) => id)] });
  focusInOutline(edgeId);
}
