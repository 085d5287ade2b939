import type { Condition, GraphDefinition, TaskDefinition } from "@/lib/engine";
import { givenTypes, resolveSettings } from "@/lib/engine/definition-kit";
import type { KindConfig } from "@/lib/tasks/kind-config";
import { taskKinds } from "@/lib/tasks/kinds";
import { valueFormat } from "./describing/describe-words";

/** The context keys that each task of a definition needs and sets, by its id. */
export interface KeyUse {
  reads: ReadonlyMap<string, ReadonlySet<string>>;
  writes: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The keys that the tasks of a definition read and write. The condition of an edge is read at the task that the edge
 * leaves. A condition that only tests whether a key exists reads nothing.
 */
export function readKeyUse(definition: Pick<GraphDefinition, "settings" | "tasks" | "edges">): KeyUse {
  const { tasks, edges } = resolveSettings(definition, valueFormat);
  const reads = new Map(tasks.map((task) => [task.id, new Set(readsOf(task))]));
  const writes = new Map(tasks.map((task) => [task.id, new Set(writesOf(task))]));
  for (const { from, condition } of edges) {
    for (const key of condition ? neededBy(condition) : []) reads.get(from)?.add(key);
  }
  return { reads, writes };
}

/** Whether a path exists in every session from its start, or is not a key of the context. */
const isGiven = (path: string): boolean => {
  const [root = path] = path.split(".");
  return root === "settings" || Object.hasOwn(givenTypes, root);
};

function readsOf(task: TaskDefinition): string[] {
  const known = kindOf(task);
  if (!known) return [];
  const { kind, config } = known;
  const inside = (kind.children?.(config) ?? []).flatMap((child) => {
    const own = new Set(writesOf(child));
    return readsOf(child).filter((path) => !own.has(path.split(".")[0] ?? path));
  });
  const paths = [...kind.reads(config), ...(kind.conditions?.(config) ?? []).flatMap(neededBy), ...inside];
  return paths.filter((path) => !isGiven(path));
}

function writesOf(task: TaskDefinition): string[] {
  const known = kindOf(task);
  return known ? Object.keys(known.kind.writes(known.config)) : [];
}

function kindOf({ kind: name, config }: TaskDefinition): { kind: KindConfig; config: unknown } | undefined {
  const kind = Object.hasOwn(taskKinds, name) ? taskKinds[name] : undefined;
  const parsed = kind?.configSchema.safeParse(config);
  return kind && parsed?.success ? { kind, config: parsed.data } : undefined;
}

function neededBy(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(neededBy);
  if ("any" in condition) return condition.any.flatMap(neededBy);
  if ("not" in condition) return neededBy(condition.not);
  return condition.op === "exists" || condition.op === "missing" || isGiven(condition.field) ? [] : [condition.field];
}
