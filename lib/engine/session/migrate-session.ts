import type { Graph } from "../graph/graph";
import type { Task, WaitRequest } from "../graph/task";
import type { Context } from "./context";

/** The task of the new version by the task of the old one. Tasks with the same id need no entry. */
export type TaskMapping = Readonly<Record<string, string>>;

/** The task at which a session would go on, or why it cannot be moved. */
export type Migration =
  | { ok: true; currentTaskId: string; backStack: string[] }
  | { ok: false; currentTaskId: string; reason: "no_such_task" | "other_kind"; message: string };

/**
 * Pure: what moving a session from one version of its graph to another means for it. It cannot be moved when its
 * current task has no counterpart, or one of another kind: the open question would not be a question of that task.
 */
export function planMigration(
  { currentTaskId, backStack }: { currentTaskId: string; backStack: readonly string[] },
  from: Graph,
  to: Graph,
  mapping: TaskMapping = {},
): Migration {
  const mapped = (taskId: string): string => (Object.hasOwn(mapping, taskId) ? (mapping[taskId] ?? taskId) : taskId);
  const target = mapped(currentTaskId);
  const task = to.getTask(target);
  if (!task) {
    const message = `It stands at "${currentTaskId}", and the new version has no task "${target}".`;
    return { ok: false, currentTaskId, reason: "no_such_task", message };
  }
  const [before, after] = [from.getTask(currentTaskId)?.definition?.kind, task.definition?.kind];
  if (before !== after) {
    const message = `It stands at "${currentTaskId}" (${before}), and "${target}" is of another kind (${after}).`;
    return { ok: false, currentTaskId, reason: "other_kind", message };
  }
  return { ok: true, currentTaskId: target, backStack: backStack.map(mapped).filter((taskId) => to.getTask(taskId)) };
}

/** What becomes of the open question of a session that is moved. */
export type WaitMove =
  /** The question does not change: the new task asks the same. */
  | { type: "kept" }
  /** The question stays open as the new task asks it. Its times count from when it was opened. */
  | { type: "renewed"; wait: WaitRequest }
  /** The question is closed. The new task runs and asks again. */
  | { type: "closed" };

/**
 * Pure: what moving a session to task `to` means for its question `wait`, open since `openedAt`. The form that is
 * shown, the check of the answer and what the task does with it are always of one version.
 */
export function planWait(
  { context, wait, openedAt }: { context: Context; wait: WaitRequest; openedAt: Date },
  from: Task | undefined,
  to: Task,
): WaitMove {
  const renewed = to.renewWait?.(context.draft(), wait, openedAt);
  if (renewed) return { type: "renewed", wait: renewed };
  return { type: isSame(from, to) ? "kept" : "closed" };
}

/** Tasks made in code have no definition to compare, so they count as different. */
const isSame = (from: Task | undefined, { definition }: Task): boolean =>
  definition !== undefined && JSON.stringify(from?.definition?.config) === JSON.stringify(definition.config);
