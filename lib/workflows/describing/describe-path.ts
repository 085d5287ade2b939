import { Context, evaluateCondition, type GraphDefinition, type JsonObject } from "@/lib/engine";
import {
  type ConditionWords,
  describeFact,
  type EdgeDefinition,
  resolveSettings,
  unmetComparisons,
} from "@/lib/engine/definition-kit";
import { applyPatch, type ContextPatch } from "@/lib/engine/storage-kit";
import { isLeftUndone } from "@/lib/tasks/conversation/left-undone";
import type { GraphPath, Jump, TakenEdge } from "../schema";
import { describeWords, valueFormat } from "./describe-words";

/** What a path needs of a committed step. */
export interface PathStep {
  taskId: string;
  /** Null where an admin changed the session. */
  action: string | null;
  nextTaskId: string | null;
  statusMessage?: string | null;
  patch: ContextPatch;
}

/** What a session began with. */
export interface PathStart {
  taskId: string;
  values: JsonObject;
}

/** At most this many facts explain why no condition held. */
const maxFacts = 2;

/**
 * The path of a session on its graph: how often it reached each task, the tasks it skipped, the edges it took, and the
 * steps that follow no edge. For an edge without a condition beside others with one, it says what was true then.
 */
export function describePath(
  stored: GraphDefinition,
  start: PathStart,
  steps: readonly PathStep[],
): Pick<GraphPath, "visits" | "skipped" | "taken" | "jumps"> {
  const definition = resolveSettings(stored, valueFormat);
  const names = describeWords(definition);
  const known = new Map(definition.tasks.map((task) => [task.id, task]));
  const visits = new Map([[start.taskId, 1]]);
  const taken = new Map<string, TakenEdge>();
  const jumps = new Map<string, Jump>();
  const skipped = new Set<string>();
  let values = start.values;
  for (const { taskId, action, nextTaskId, statusMessage = null, patch } of steps) {
    values = applyPatch(values, patch);
    if (nextTaskId === null || action === "WaitForInput") continue;
    visits.set(nextTaskId, (visits.get(nextTaskId) ?? 0) + 1);
    const context = new Context(values);
    const read = (path: string) => context.read(path);
    const task = known.get(taskId);
    if (task && isLeftUndone(task, { statusMessage }, context)) skipped.add(taskId);
    else skipped.delete(taskId);
    const outgoing = definition.edges.filter((edge) => edge.from === taskId);
    const edge = action?.startsWith("Continue") ? findTakenEdge(outgoing, nextTaskId, read) : undefined;
    if (edge) {
      const because = edge.condition ? [] : describeUnmet(outgoing, read, names);
      taken.set(edge.id, { times: (taken.get(edge.id)?.times ?? 0) + 1, ...(because.length > 0 && { because }) });
    } else if (known.has(taskId) && known.has(nextTaskId)) {
      const words = describeJump(action);
      const key = JSON.stringify([taskId, nextTaskId, words]);
      jumps.set(key, { from: taskId, to: nextTaskId, times: (jumps.get(key)?.times ?? 0) + 1, words });
    }
  }
  return {
    visits: Object.fromEntries(visits),
    skipped: [...skipped],
    taken: Object.fromEntries(taken),
    jumps: [...jumps.values()],
  };
}

type Read = (path: string) => unknown;

/** The edge to the task whose condition held. Without one, any edge to it: the session came from another version. */
function findTakenEdge(outgoing: EdgeDefinition[], to: string, read: Read): EdgeDefinition | undefined {
  const leading = outgoing.filter((edge) => edge.to === to);
  return (
    leading.find(({ condition }) => condition && evaluateCondition(condition, read)) ??
    leading.find(({ condition }) => !condition) ??
    leading[0]
  );
}

function describeUnmet(outgoing: EdgeDefinition[], read: Read, words: ConditionWords): string[] {
  const unmet = outgoing.flatMap(({ condition }) => (condition ? unmetComparisons(condition, read) : []));
  const facts = new Set(unmet.map(({ field }) => describeFact(field, read(field), words)));
  return [...facts].slice(0, maxFacts);
}

function describeJump(action: string | null): string {
  if (action === "GoTo") return "went straight here";
  if (action === "GoBack") return "went back";
  return action === null ? "was moved by hand" : "came by an edge of another version";
}
