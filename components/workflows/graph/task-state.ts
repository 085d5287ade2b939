import type { GraphEdge, GraphPath, StatusTone, TakenEdge } from "@/lib/workflows/schema";

/**
 * How a task stands in the picture. plain: no session is shown · ahead: the session has not been there · passed: it
 * has, and went on · a tone: it is there now, and that is how it stands.
 */
export type TaskState = "plain" | "ahead" | "passed" | StatusTone;

export function taskStateOf(taskId: string, path: GraphPath | null): TaskState {
  if (!path) return "plain";
  if (path.currentTaskId === taskId) return path.tone;
  return visitCountOf(taskId, path) > 0 ? "passed" : "ahead";
}

export const isCurrentState = (state: TaskState): state is StatusTone =>
  state !== "plain" && state !== "ahead" && state !== "passed";

/** How often the session came to a task. */
export const visitCountOf = (taskId: string, path: GraphPath | null): number => path?.visits[taskId] ?? 0;

/** "× 2", and "" for what happened once or never. */
export const describeCount = (times: number | undefined): string => (times && times > 1 ? `× ${times}` : "");

/** The state in words, for everybody who does not see colours; "" where there is nothing to say. */
export function describeTaskState(state: TaskState, path: GraphPath | null): string {
  if (isCurrentState(state)) return path?.note ?? "";
  return state === "passed" ? "passed" : "";
}

/** How an edge reads in a sentence: "if amount is less than $1,000", "otherwise", "then"; "back to" where it leads back. */
export function describeEdge({
  label,
  isOtherwise,
  isBack,
}: Pick<GraphEdge, "label" | "isOtherwise" | "isBack">): string {
  const condition = label === "" ? "then" : isOtherwise ? label : `if ${label}`;
  return isBack ? `${condition}, back to` : condition;
}

/** "taken × 2: amount is $330". */
export const describeTaken = ({ times, because }: TakenEdge): string =>
  [["taken", describeCount(times)].filter(Boolean).join(" "), because?.join(", ")].filter(Boolean).join(": ");
