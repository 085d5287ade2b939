import { upperFirst } from "@/lib/words";
import type { ChangeKind, GraphEdge, GraphPath, StatusTone, TakenEdge } from "@/lib/workflows/schema";

/**
 * The state of a task in the shown session. plain: no session is shown. ahead: the session has not reached the task.
 * passed: the session has left the task. skipped: it has left it without its work. A tone: the task is the current
 * one, and the tone is the session's status.
 */
export type TaskState = "plain" | "ahead" | "passed" | "skipped" | ChangeKind | "unchanged" | StatusTone;

/** The changes that a graph shows, by the ids of tasks and edges. What has none is unchanged. */
export interface GraphChanges {
  tasks: Readonly<Record<string, ChangeKind>>;
  edges: Readonly<Record<string, ChangeKind>>;
}

const changeStates: readonly TaskState[] = ["added", "removed", "changed"];
/** Whether a state is a change of a comparison. */
export const isChange = (state: TaskState): state is ChangeKind => changeStates.includes(state);

/** "Added", "Removed", "Changed". */
export const describeChange = (state: ChangeKind): string => upperFirst(state);

/** The state of a task on the path of the shown session. */
export function taskStateOf(taskId: string, path: GraphPath | null): TaskState {
  if (!path) return "plain";
  if (path.currentTaskId === taskId) return path.tone;
  if (visitCountOf(taskId, path) === 0) return "ahead";
  return path.skipped?.includes(taskId) ? "skipped" : "passed";
}

const otherStates: readonly TaskState[] = ["plain", "ahead", "passed", "skipped", "unchanged", ...changeStates];
/** Whether the task is the current one; the state is then the tone of the session. */
export const isCurrentState = (state: TaskState): state is StatusTone => !otherStates.includes(state);

/** The number of times that the session entered a task. */
export const visitCountOf = (taskId: string, path: GraphPath | null): number => path?.visits[taskId] ?? 0;

/** "× 2"; "" for a count below two. */
export const describeCount = (count: number | undefined): string => (count && count > 1 ? `× ${count}` : "");

/** The state in words, because not every reader sees its colour. "" for "plain" and "ahead". */
export function describeTaskState(state: TaskState, path: GraphPath | null): string {
  if (isCurrentState(state)) return path?.note ?? "";
  return state === "passed" || state === "skipped" || isChange(state) ? state : "";
}

/** An edge as the start of a sentence: "if amount is less than $1,000", "otherwise", "then", "then, back to". */
export function describeEdge({
  label,
  isOtherwise,
  isBack,
}: Pick<GraphEdge, "label" | "isOtherwise" | "isBack">): string {
  const condition = label === "" ? "then" : isOtherwise ? label : `if ${label}`;
  return isBack ? `${condition}, back to` : condition;
}

/** An edge that the session took: "taken × 2: amount is $330". */
export const describeTaken = ({ times, because }: TakenEdge): string =>
  [["taken", describeCount(times)].filter(Boolean).join(" "), because?.join(", ")].filter(Boolean).join(": ");
