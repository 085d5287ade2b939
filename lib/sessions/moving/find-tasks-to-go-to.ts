import { Context, evaluateCondition, type Graph, type JsonObject, type Step } from "@/lib/engine";
import { isDecidedOn } from "../changing/fork-rules";
import type { TaskName } from "../schema";

/** A step as it is needed here. */
type PastStep = Pick<Step, "taskId" | "status" | "action" | "patch">;

interface SessionPast {
  currentTaskId: string;
  /** Oldest first. */
  steps: readonly PastStep[];
  /** The context's values now. */
  values: JsonObject;
}

/**
 * The tasks at which a failed session can go on, in the order of the graph: those that it has been at, unless a rule or
 * a decision before them knew other values, and the review that its way leads to. So nothing is approved by a rule or a
 * person that has not seen the present values, and no review is skipped.
 */
export function findTasksToGoTo(graph: Graph, past: SessionPast): TaskName[] {
  const next = nextReview(graph, past);
  return graph
    .taskIds()
    .filter((taskId) => taskId !== past.currentTaskId && (taskId === next || isSafe(graph, taskId, past.steps)))
    .map((id) => ({ id, label: graph.getTask(id)?.definition?.label || id }));
}

/** Whether the session was at the task, and nothing that was decided before it knew other values. */
function isSafe(graph: Graph, taskId: string, steps: readonly PastStep[]): boolean {
  const first = steps.findIndex((step) => step.taskId === taskId && step.status === "done");
  if (first < 0) return false;
  const changed = steps.slice(first).flatMap(({ patch }) => [...Object.keys(patch.set), ...patch.remove]);
  return !isDecidedOn(graph, steps.slice(0, first), changed);
}

/** The first review after the current task, on the edges that hold with the present values; undefined without one. */
function nextReview(graph: Graph, { currentTaskId, values }: SessionPast): string | undefined {
  const context = new Context(values);
  const read = (path: string): unknown => context.read(path);
  const seen = new Set([currentTaskId]);
  for (let at = currentTaskId; ; ) {
    const outgoing = graph.edges.filter(({ from }) => from === at);
    const edge =
      outgoing.find(({ condition }) => condition && evaluateCondition(condition, read)) ??
      outgoing.find(({ condition }) => !condition);
    if (!edge || seen.has(edge.to)) return undefined;
    if (graph.getTask(edge.to)?.definition?.kind === "review") return edge.to;
    seen.add(edge.to);
    at = edge.to;
  }
}
