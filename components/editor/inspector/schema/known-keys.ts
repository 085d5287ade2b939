import type { GraphDefinition, TaskDefinition } from "@/lib/engine";
import {
  type ConditionWords,
  conditionFields,
  type EdgeDefinition,
  givenTypes,
  type PlainType,
  resolveSettings,
  type SettingDefinition,
  TypeLookup,
  type ValueType,
  type ValueTypes,
} from "@/lib/engine/definition-kit";
import { taskKinds } from "@/lib/tasks/kinds";
import { describeWords, valueFormat } from "@/lib/workflows/describing/describe-words";
import { type FieldType, fieldTypeOf } from "../condition/condition-operators";

/** A task or edge that uses a key. */
export interface KeyUse {
  taskId?: string;
  edgeId?: string;
  /** For example "Confirm Details" or "Validator to Manual Review". */
  name: string;
}

/** A context value of a workflow, by the path that conditions and templates use. */
export interface KnownKey {
  path: string;
  /** The name that people read: "amount". */
  name: string;
  type: FieldType;
  types: readonly PlainType[];
  writtenBy: readonly KeyUse[];
}

/** The keys of a workflow by path, the readers of each path, and the words for conditions. */
export interface WorkflowKeys {
  keys: ReadonlyMap<string, KnownKey>;
  readers: ReadonlyMap<string, readonly KeyUse[]>;
  words: ConditionWords;
}

interface TaskKeys {
  writes: ValueTypes;
  reads: readonly string[];
}

const keysOfTasks = new WeakMap<TaskDefinition, TaskKeys>();
const readsOfEdges = new WeakMap<EdgeDefinition, readonly string[]>();
const knowledgeOf = new WeakMap<GraphDefinition, WorkflowKeys>();
const resolvedTasks = new WeakMap<TaskDefinition, { settings: readonly SettingDefinition[]; task: TaskDefinition }>();

/**
 * The keys that the tasks of a definition write and read. Results are cached per task, so it is fast enough to run
 * while a person types.
 */
export function findKeyUse(definition: GraphDefinition): WorkflowKeys {
  const before = knowledgeOf.get(definition);
  if (before) return before;
  const resolved = { ...definition, tasks: withSettings(definition) };
  const words = describeWords(resolved);
  const known = { ...findKeys(resolved, words), words };
  knowledgeOf.set(definition, known);
  return known;
}

/**
 * The tasks with settings replaced by their values. A task keeps its identity while it and the settings are unchanged.
 */
function withSettings({ tasks, settings }: GraphDefinition): TaskDefinition[] {
  const isNew = (task: TaskDefinition): boolean => resolvedTasks.get(task)?.settings !== settings;
  const changed = tasks.filter(isNew);
  const resolved = resolveSettings({ settings, tasks: changed, edges: [] }, valueFormat).tasks;
  for (const [index, task] of changed.entries()) resolvedTasks.set(task, { settings, task: resolved[index] ?? task });
  return tasks.map((task) => resolvedTasks.get(task)?.task ?? task);
}

function findKeys({ tasks, edges }: GraphDefinition, words: ConditionWords): Omit<WorkflowKeys, "words"> {
  const lookup = new TypeLookup();
  lookup.add(givenTypes);
  const writers = new Map<string, KeyUse[]>();
  const readers = new Map<string, KeyUse[]>();
  const paths = new Set(Object.keys(givenTypes));
  const labels = new Map(tasks.map(({ id, label }) => [id, label]));
  for (const task of tasks) {
    const { writes, reads } = keysOf(task);
    const use = { taskId: task.id, name: task.label };
    lookup.add(writes);
    for (const [key, type] of Object.entries(writes)) {
      if (isRemovedOnly(type)) continue;
      addUse(writers, key, use);
      for (const path of pathsIn(key, type)) paths.add(path);
    }
    for (const path of reads) addUse(readers, path, use);
  }
  for (const edge of edges) {
    const name = `${labels.get(edge.from) ?? edge.from} to ${labels.get(edge.to) ?? edge.to}`;
    for (const path of readsOfEdge(edge)) addUse(readers, path, { edgeId: edge.id, name });
  }
  const keys = [...paths].map((path): KnownKey => {
    const types = lookup.at(path) ?? [];
    const writtenBy = writers.get(path.split(".")[0] ?? path) ?? [];
    return { path, name: nameOf(path, words), type: fieldTypeOf(types), types, writtenBy };
  });
  return { keys: new Map(keys.toSorted(compareKeys).map((key) => [key.path, key])), readers };
}

/** The writers of a key, and the readers of it or of a part of it, without duplicates. */
export function findUses(
  { keys, readers }: WorkflowKeys,
  key: string,
): { writtenBy: readonly KeyUse[]; readBy: KeyUse[] } {
  const reads = [...readers].flatMap(([path, uses]) => (path === key || path.startsWith(`${key}.`) ? uses : []));
  const readBy = [...new Map(reads.map((use) => [use.taskId ?? use.edgeId, use])).values()];
  return { writtenBy: keys.get(key)?.writtenBy ?? [], readBy };
}

/** Single values first, then objects, both by name. */
const compareKeys = (one: KnownKey, other: KnownKey): number =>
  Number(isObject(one)) - Number(isObject(other)) || one.name.localeCompare(other.name, "en");

const isObject = ({ path, type }: KnownKey): boolean =>
  type.input === "object" || type.input === "list" || path.includes(".");

function addUse(uses: Map<string, KeyUse[]>, path: string, use: KeyUse): void {
  const before = uses.get(path);
  if (!before) uses.set(path, [use]);
  else if (before.at(-1) !== use) before.push(use);
}

/** The type of a key that is only removed. */
const isRemovedOnly = (type: ValueType): boolean => type.type === "one_of" && type.types.length === 0;

/** A path and the paths of its inner values. */
function pathsIn(path: string, type: ValueType): string[] {
  const fields = type.type === "object" ? Object.entries(type.fields ?? {}) : [];
  return [path, ...fields.flatMap(([key, inner]) => pathsIn(`${path}.${key}`, inner))];
}

/** The keys that a task and its inner tasks write and read; empty for an invalid config. */
export function keysOf(task: TaskDefinition): TaskKeys {
  const known = keysOfTasks.get(task) ?? readKeys(task);
  keysOfTasks.set(task, known);
  return known;
}

function readKeys(task: TaskDefinition): TaskKeys {
  const kind = Object.hasOwn(taskKinds, task.kind) ? taskKinds[task.kind] : undefined;
  const config = kind?.configSchema.safeParse(task.config);
  if (!kind || !config?.success) return { writes: {}, reads: [] };
  const children = kind.children?.(config.data) ?? [];
  const conditions = kind.conditions?.(config.data) ?? [];
  const reads = [
    ...kind.reads(config.data),
    ...conditions.flatMap(conditionFields),
    ...children.flatMap((child) => keysOf(child).reads),
  ];
  return { writes: kind.writes(config.data, (child) => keysOf(child).writes), reads: [...new Set(reads)] };
}

function readsOfEdge(edge: EdgeDefinition): readonly string[] {
  const known = readsOfEdges.get(edge) ?? (edge.condition ? conditionFields(edge.condition) : []);
  readsOfEdges.set(edge, known);
  return known;
}

/** The name of a key for people. */
const nameOf = (path: string, words: ConditionWords): string =>
  words.field?.(path) ??
  path
    .replace(/_cents$/, "")
    .replaceAll("_", " ")
    .replaceAll(".", " ");

/** The tasks from which a path of edges leads to this task. */
export function tasksBefore({ edges }: GraphDefinition, taskId: string): ReadonlySet<string> {
  const into = new Map<string, string[]>();
  for (const { from, to } of edges) into.set(to, [...(into.get(to) ?? []), from]);
  const found = new Set<string>();
  const open = [taskId];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const from of into.get(at) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      open.push(from);
    }
  }
  return found;
}
