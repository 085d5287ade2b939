import type { Graph } from "../graph/graph";
import type { Task, WaitRequest } from "../graph/task";
import type { Context } from "./context";

/** Which task of the new version stands for which task of the old one; tasks of the same id need no entry. */
export type TaskMapping = Readonly<Record<string, string>>;

/** Where a session would go on, or why it cannot. */
export type Migration =
  | { ok: true; currentTaskId: string; backStack: string[] }
  | { ok: false; currentTaskId: string; reason: "no_such_task" | "other_kind"; message: string };

/**
 * Pure: what moving a session from one version of its graph to another means for it. It is stranded when the task it
 * stands at has none to stand for it, or one that does something else (of another kind), since the question it waits
 * with would not be that task's.
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
  /** It stays as it is: the new task asks the same. */
  | { type: "kept" }
  /** It stays open, as the new task asks it; the times count from when it was opened. */
  | { type: "renewed"; wait: WaitRequest }
  /** It is closed, and the new task runs and asks anew. */
  | { type: "closed" };

/**
 * Pure: what moving a session to task `to` means for the question `wait` that it stands at since `openedAt`. A question
 * moves whole: what is shown, what an answer is checked against and what is done with the answer are of one version.
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

/** Tasks made in code say nothing about themselves: they are never known to be the same. */
const isSame = (from: Task | undefined, { definition }: Task): boolean =>
  definition !== undefined && JSON.stringify(from?.definition?.config) === JSON.stringify(definition.config);
