import type { SessionStatus } from "@/lib/db/generated/enums";
import type { GraphDefinition } from "@/lib/engine";
import type { Stage } from "../schema";

/** The workflow's stages in its order; those before the furthest one reached are done. */
export function describeStages(
  definition: GraphDefinition,
  session: { status: SessionStatus; currentTaskId: string; steps: { taskId: string }[] },
): Stage[] {
  const visited = new Set(session.steps.map((step) => step.taskId));
  const labels = [...new Set(definition.tasks.flatMap((task) => (task.stage ? [task.stage] : [])))];
  const over = session.status === "completed" || session.status === "cancelled";
  const current = definition.tasks.find((task) => task.id === session.currentTaskId)?.stage;
  const reached = labels.filter((label) =>
    definition.tasks.some((task) => task.stage === label && visited.has(task.id)),
  );
  // A finished session shows the stages that it passed. Skipped stages are left out.
  const wasCutShort = session.status === "cancelled";
  const relevant = over
    ? labels.filter((label) => reached.includes(label) && !(wasCutShort && label === current))
    : labels;
  return relevant.map((label): Stage => {
    if (over) return { label, state: "done" };
    if (label === current) return { label, state: "current" };
    return { label, state: labels.indexOf(label) < labels.indexOf(current ?? "") ? "done" : "upcoming" };
  });
}
