import type { GraphDefinition } from "@/lib/engine";
import type { TaskName } from "../schema";

/**
 * The tasks at which a failed session can go on: those that it has been at, and those where a person decides. Any other
 * would go past a rule or a decision.
 */
export function findTasksToGoTo(
  { tasks }: Pick<GraphDefinition, "tasks">,
  { currentTaskId, visited }: { currentTaskId: string; visited: ReadonlySet<string> },
): TaskName[] {
  return tasks
    .filter(({ id, kind }) => id !== currentTaskId && (visited.has(id) || kind === "review"))
    .map(({ id, label }) => ({ id, label: label || id }));
}
