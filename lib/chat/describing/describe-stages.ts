import type { SessionStatus } from "@/lib/db/generated/enums";
import type { Context, GraphDefinition, TaskDefinition } from "@/lib/engine";
import { isLeftUndone } from "@/lib/tasks/conversation/left-undone";
import type { Stage } from "../schema";

interface StagedSession {
  status: SessionStatus;
  currentTaskId: string;
  /** Its committed steps, oldest first. */
  steps: { taskId: string; statusMessage: string | null }[];
  context: Context;
}

/**
 * The workflow's stages in its order. The current task's stage is the current one; without a stage, what was reached
 * stays behind it. A stage before it is done, or skipped: none of its tasks ran, or none did its work. A closed session
 * shows only the stages that are done.
 */
export function describeStages(definition: GraphDefinition, session: StagedSession): Stage[] {
  const labels = [...new Set(definition.tasks.flatMap((task) => (task.stage ? [task.stage] : [])))];
  const isOver = session.status === "completed" || session.status === "cancelled";
  const current = definition.tasks.find((task) => task.id === session.currentTaskId)?.stage ?? null;
  const lastSteps = new Map(session.steps.map((step) => [step.taskId, step]));
  const ran = (label: string): TaskDefinition[] =>
    definition.tasks.filter((task) => task.stage === label && lastSteps.has(task.id));
  const isDone = (label: string): boolean =>
    ran(label).some((task) => !isLeftUndone(task, { statusMessage: null, ...lastSteps.get(task.id) }, session.context));
  // A session that was moved from another version has done stages in tasks that this version may not have.
  const wasMoved = session.steps.some(({ taskId }) => definition.tasks.every(({ id }) => id !== taskId));
  const stateBefore = (label: string): Stage["state"] =>
    isDone(label) || (wasMoved && ran(label).length === 0) ? "done" : "skipped";

  if (isOver) {
    const wasCutShort = session.status === "cancelled";
    return labels
      .filter((label) => isDone(label) && !(wasCutShort && label === current))
      .map((label) => ({ label, state: "done" }));
  }
  const at = current === null ? labels.findLastIndex((label) => ran(label).length > 0) : labels.indexOf(current);
  return labels.map((label, index): Stage => {
    if (label === current) return { label, state: "current" };
    return { label, state: index > at ? "upcoming" : stateBefore(label) };
  });
}
