import { type Condition, mayHold } from "../graph/condition";
import type { EdgeDefinition, GraphDefinition } from "../graph/definition";
import type { CountedKey, RepeatedDecision } from "../graph/task-kind";
import { defaultStepBudget } from "../step/task-policy";
import { strongComponentsOf } from "./algorithms/strong-components";

/** What a task's kind promises of a task with its config. */
interface LoopTraits {
  /** The task ends every loop: it waits, or it leaves the loop after some rounds. */
  bounds: boolean;
  /** Context keys that the task raises each time. */
  counts: Readonly<Record<string, CountedKey>>;
  writes: readonly string[];
  /** What it decides when it starts another round, and what else it may decide. */
  repeats?: RepeatedDecision & { others: readonly string[] };
}

/**
 * The loops that only the step budget ends, each as the tasks of its shortest cycle. Of loops that share tasks it gives
 * one. A loop is bounded when every cycle passes a task whose kind bounds it, or an edge that a counter closes. Such an
 * edge leaves a task that raises a key, its condition is that the key is below a number that the counter reaches, and
 * no other task of the loop writes that key. An edge that only the decision to start another round takes closes its
 * loops, too.
 */
export function unboundedLoops(
  { tasks, edges }: GraphDefinition,
  traitsOf: (taskId: string) => LoopTraits | undefined,
): string[][] {
  // A task of an unknown kind has a problem of its own. It is not a problem of its loops.
  const unbounded = new Set(tasks.map(({ id }) => id).filter((id) => traitsOf(id)?.bounds === false));
  const inner = edges.filter(({ from, to }) => unbounded.has(from) && unbounded.has(to));
  const closed = edgesClosedByCounters(unbounded, inner, traitsOf);
  for (const edge of repetitions(unbounded, inner, traitsOf)) closed.add(edge);
  const open = inner.filter((edge) => !closed.has(edge));
  const next = successorsOf(open);
  const component = strongComponentsOf(unbounded, next);
  const loops: string[][] = [];
  const covered = new Set<number>();
  for (const id of unbounded) {
    const own = component.get(id) ?? -1;
    if (covered.has(own)) continue;
    covered.add(own);
    const loop = shortestLoop(id, next, (other) => component.get(other) === own);
    if (loop) loops.push(loop);
  }
  return loops;
}

/** The edges that only the decision to start another round takes: the task before them takes it a few times at most. */
function repetitions(
  ids: ReadonlySet<string>,
  edges: readonly EdgeDefinition[],
  traitsOf: (taskId: string) => LoopTraits | undefined,
): EdgeDefinition[] {
  const candidates = edges.filter(({ from, condition }) => {
    const { repeats } = traitsOf(from) ?? {};
    return condition && repeats && !repeats.others.some((value) => mayHold(condition, repeats.key, value));
  });
  if (candidates.length === 0) return [];
  const component = strongComponentsOf(ids, successorsOf(edges));
  return candidates.filter(({ from }) => {
    const { repeats } = traitsOf(from) ?? {};
    const members = [...ids].filter((id) => component.get(id) === component.get(from));
    const isWritten = members.some(
      (id) => id !== from && traitsOf(id)?.writes.includes(repeats?.key.split(".")[0] ?? ""),
    );
    return !isWritten && members.length * (repeats?.atMost ?? 0) <= defaultStepBudget;
  });
}

/** The tasks of the shortest cycle through a task, the task first; undefined when there is none. */
function shortestLoop(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  isInLoop: (id: string) => boolean,
): string[] | undefined {
  const predecessors = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const to of next.get(id) ?? []) {
      if (to === start) {
        const loop = [id];
        for (let before = predecessors.get(id); before !== undefined; before = predecessors.get(before))
          loop.unshift(before);
        return loop;
      }
      if (!predecessors.has(to) && isInLoop(to)) {
        predecessors.set(to, id);
        queue.push(to);
      }
    }
  }
  return undefined;
}

/** The edges that a counter closes: a task counts the rounds of their loop. */
function edgesClosedByCounters(
  ids: ReadonlySet<string>,
  edges: readonly EdgeDefinition[],
  traitsOf: (taskId: string) => LoopTraits | undefined,
): Set<EdgeDefinition> {
  const candidates = edges.filter(
    ({ from, condition }) => condition && Object.keys(traitsOf(from)?.counts ?? {}).length > 0,
  );
  if (candidates.length === 0) return new Set();
  const component = strongComponentsOf(ids, successorsOf(edges));
  const loops = new Map<number | undefined, string[]>();
  for (const id of ids) {
    const own = component.get(id);
    const members = loops.get(own);
    if (members) members.push(id);
    else loops.set(own, [id]);
  }
  const written = new Map<string, boolean>();
  /** Whether a task of the loop writes the field and does not count in it. */
  const isWritten = (field: string, own: number | undefined): boolean => {
    const key = `${own} ${field}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    const found = (loops.get(own) ?? []).some((id) => {
      const traits = traitsOf(id);
      return traits?.writes.includes(field) && !Object.hasOwn(traits.counts, field);
    });
    written.set(key, found);
    return found;
  };
  return new Set(
    candidates.filter(({ from, to, condition }) => {
      const own = component.get(from);
      const length = loops.get(own)?.length ?? 0;
      const counts = traitsOf(from)?.counts ?? {};
      return (
        own === component.get(to) &&
        limitsOf(condition).some(
          ({ field, below, isIncluded }) =>
            Object.hasOwn(counts, field) &&
            (below / (counts[field]?.by ?? 0)) * length <= defaultStepBudget &&
            passes(counts[field]?.atMost ?? Number.POSITIVE_INFINITY, below, isIncluded) &&
            !isWritten(field, own),
        )
      );
    }),
  );
}

/** Whether a counter that stops at `most` ends a comparison with a limit. */
const passes = (most: number, limit: number, isIncluded: boolean): boolean =>
  isIncluded ? most > limit : most >= limit;

/** The upper limits that a condition sets for fields. */
function limitsOf(condition: Condition | undefined): { field: string; below: number; isIncluded: boolean }[] {
  if (!condition) return [];
  if ("all" in condition) return condition.all.flatMap(limitsOf);
  if ("any" in condition || "not" in condition) return [];
  const { field, op, value } = condition;
  return (op === "lt" || op === "lte") && typeof value === "number"
    ? [{ field, below: value, isIncluded: op === "lte" }]
    : [];
}

/** The targets of edges, by the task that they leave. */
export function successorsOf(edges: readonly { from: string; to: string }[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  return next;
}

/** The tasks that paths from these tasks reach, these included. */
export function reachable(from: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(from);
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const to of next.get(id) ?? []) {
      if (!reached.has(to)) {
        reached.add(to);
        queue.push(to);
      }
    }
  }
  return reached;
}
