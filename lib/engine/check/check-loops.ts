import type { Condition } from "../graph/condition";
import type { EdgeDefinition, GraphDefinition } from "../graph/definition";
import { defaultStepBudget } from "../step/task-policy";
import { componentsOf } from "./components";

/** What is known of a task's kind with its settings. */
export interface LoopTraits {
  /** It stops whenever an edge leads to it again, or takes another way out after so many rounds. */
  bounds: boolean;
  /** Keys that it raises each time, and by how much. */
  counts: Readonly<Record<string, number>>;
  writes: readonly string[];
}

/**
 * The loops that could go round by themselves until the step budget ends them, each as the tasks of a shortest way round;
 * of loops that share tasks, one. A loop is sound when every way round passes a task whose kind bounds it, or an edge that a counter closes: it leaves a task that raises a key, under
 * the condition that the key is still below a number, and no other task of the loop writes that key.
 */
export function unboundedLoops(
  { tasks, edges }: GraphDefinition,
  traitsOf: (taskId: string) => LoopTraits | undefined,
): string[][] {
  // A task of which nothing is known has a problem of its own; it makes none of every loop that it is in.
  const busy = new Set(tasks.map(({ id }) => id).filter((id) => traitsOf(id)?.bounds === false));
  const inner = edges.filter(({ from, to }) => busy.has(from) && busy.has(to));
  const closed = closedByCounters(busy, inner, traitsOf);
  const open = inner.filter((edge) => !closed.has(edge));
  const next = nextOf(open);
  const component = componentsOf(busy, next);
  const loops: string[][] = [];
  const covered = new Set<number>();
  for (const id of busy) {
    const own = component.get(id) ?? -1;
    if (covered.has(own)) continue;
    covered.add(own);
    const loop = shortestLoop(id, next, (other) => component.get(other) === own);
    if (loop) loops.push(loop);
  }
  return loops;
}

/** The tasks of a shortest way from a task back to it, itself first; undefined when none leads back. */
function shortestLoop(
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  isNear: (id: string) => boolean,
): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const to of next.get(id) ?? []) {
      if (to === start) {
        const loop = [id];
        for (let before = cameFrom.get(id); before !== undefined; before = cameFrom.get(before)) loop.unshift(before);
        return loop;
      }
      if (!cameFrom.has(to) && isNear(to)) {
        cameFrom.set(to, id);
        queue.push(to);
      }
    }
  }
  return undefined;
}

/** The edges of loops that end by themselves, since a task counts their rounds. */
function closedByCounters(
  ids: ReadonlySet<string>,
  edges: readonly EdgeDefinition[],
  traitsOf: (taskId: string) => LoopTraits | undefined,
): Set<EdgeDefinition> {
  const counting = edges.filter(
    ({ from, condition }) => condition && Object.keys(traitsOf(from)?.counts ?? {}).length > 0,
  );
  if (counting.length === 0) return new Set();
  const component = componentsOf(ids, nextOf(edges));
  const loops = new Map<number | undefined, string[]>();
  for (const id of ids) {
    const own = component.get(id);
    const members = loops.get(own);
    if (members) members.push(id);
    else loops.set(own, [id]);
  }
  const written = new Map<string, boolean>();
  /** Whether a task of the loop writes the field without counting. */
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
    counting.filter(({ from, to, condition }) => {
      const own = component.get(from);
      const length = loops.get(own)?.length ?? 0;
      const counts = traitsOf(from)?.counts ?? {};
      return (
        own === component.get(to) &&
        limitsOf(condition).some(
          ({ field, below }) =>
            Object.hasOwn(counts, field) &&
            (below / (counts[field] ?? 0)) * length <= defaultStepBudget &&
            !isWritten(field, own),
        )
      );
    }),
  );
}

/** The numbers that fields have to be below for the condition to hold. */
function limitsOf(condition: Condition | undefined): { field: string; below: number }[] {
  if (!condition) return [];
  if ("all" in condition) return condition.all.flatMap(limitsOf);
  if ("any" in condition || "not" in condition) return [];
  const { field, op, value } = condition;
  return (op === "lt" || op === "lte") && typeof value === "number" ? [{ field, below: value }] : [];
}

/** Where edges lead, by the task they leave. */
export function nextOf(edges: readonly { from: string; to: string }[]): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  return next;
}

/** The tasks that can be come to from these, which are among them. */
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
