import type { z } from "zod";
import { conditionFields } from "./condition";
import {
  deepestDefinition,
  type EdgeDefinition,
  type GraphDefinition,
  graphDefinitionSchema,
  type TaskDefinition,
} from "./definition";
import { isDeeperThan } from "./json";
import type { Task } from "./task";

/** What a graph definition can be made of: a kind of task, its settings' schema, and how to make one. */
export interface TaskKind<Config = unknown> {
  readonly kind: string;
  readonly configSchema: z.ZodType<Config>;
  /** Whether the kind stops for a person; a loop needs at least one such task. */
  readonly waits: boolean;
  /** Whether the kind ends the session itself, so that it needs no outgoing edge. */
  readonly ends: boolean;
  /** Context keys that a task with these settings may set. */
  writes(config: Config): string[];
  /** Context paths that its templates and rules read. */
  reads(config: Config): string[];
  /** The tasks that one of these runs inside itself, side by side; none of them may wait. */
  children?(config: Config): TaskDefinition[];
  /** `createChild` makes the task of a child's definition. */
  create(definition: TaskDefinition, config: Config, createChild: (child: TaskDefinition) => Task): Task;
}

export type TaskKinds = Readonly<Record<string, TaskKind>>;

/** One reason why a definition cannot be published, with the task or edge it is about. */
export interface GraphProblem {
  code:
    | "shape"
    | "duplicate_id"
    | "start"
    | "dangling_edge"
    | "unknown_kind"
    | "config"
    | "unreachable"
    | "no_end"
    | "dead_end"
    | "ambiguous_edge"
    | "loop_never_waits"
    | "waiting_child"
    | "unknown_field";
  message: string;
  taskId?: string;
  edgeId?: string;
}

/** Context keys that every session has from the start. */
export const givenFields = ["reference", "workflow"];

/** Every problem of a definition; an empty list means it may be published. Never throws, whatever it is given. */
export function checkGraph(input: unknown, kinds: TaskKinds): GraphProblem[] {
  if (isDeeperThan(input, deepestDefinition)) return [{ code: "shape", message: "The graph is nested too deeply." }];
  const parsed = graphDefinitionSchema.safeParse(input);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({
      code: "shape",
      message: `${issue.path.join(".") || "graph"}: ${issue.message}`,
    }));
  }
  const definition = parsed.data;
  const names = checkNames(definition);
  return names.length > 0
    ? names
    : [...checkTasks(definition, kinds), ...checkWays(definition, kinds), ...checkFields(definition, kinds)];
}

function checkNames({ tasks, edges, startTaskId }: GraphDefinition): GraphProblem[] {
  const problems: GraphProblem[] = [];
  const seen = new Set<string>();
  const note = (id: string, where: { taskId: string } | { edgeId: string }): void => {
    if (seen.has(id)) problems.push({ code: "duplicate_id", message: `The id "${id}" is used twice.`, ...where });
    seen.add(id);
  };
  for (const { id } of tasks) note(id, { taskId: id });
  for (const { id } of edges) note(id, { edgeId: id });
  const taskIds = new Set(tasks.map((task) => task.id));
  if (!taskIds.has(startTaskId)) problems.push({ code: "start", message: `The start "${startTaskId}" is not a task.` });
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      if (!taskIds.has(end)) {
        problems.push({
          code: "dangling_edge",
          message: `Edge "${edge.id}" names "${end}", which is not a task.`,
          edgeId: edge.id,
        });
      }
    }
  }
  return problems;
}

function checkTasks({ tasks }: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  return tasks.flatMap((task) => checkTask(task, kinds, task.id));
}

/** The problems of a task and of those inside it; `at` is the task on the canvas. */
function checkTask(task: TaskDefinition, kinds: TaskKinds, at: string): GraphProblem[] {
  const kind = kindOf(kinds, task);
  if (!kind)
    return [{ code: "unknown_kind", message: `"${task.label}" is of the unknown kind "${task.kind}".`, taskId: at }];
  const config = kind.configSchema.safeParse(task.config);
  if (!config.success) {
    return config.error.issues.map((issue) => ({
      code: "config",
      message: `"${task.label}", ${issue.path.join(".") || "settings"}: ${issue.message}`,
      taskId: at,
    }));
  }
  const children = kind.children?.(config.data) ?? [];
  const waiting = children.filter((child) => kindOf(kinds, child)?.waits);
  return [
    ...waiting.map(
      (child): GraphProblem => ({
        code: "waiting_child",
        message: `"${child.label}" waits for a person, which a part of "${task.label}" cannot: put it before or after.`,
        taskId: at,
      }),
    ),
    ...children.flatMap((child) => checkTask(child, kinds, at)),
  ];
}

function checkWays(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const { tasks, edges, startTaskId } = definition;
  const outgoing = groupBy(edges, (edge) => edge.from);
  const problems: GraphProblem[] = [];
  const reached = reachable([startTaskId], outgoing);
  const ends = tasks.filter((task) => isEnd(task, outgoing, kinds)).map((task) => task.id);
  if (!ends.some((id) => reached.has(id)))
    problems.push({ code: "no_end", message: "No task that can be reached ends the session." });
  for (const task of tasks) {
    const at = { taskId: task.id };
    if (!reached.has(task.id)) {
      problems.push({ code: "unreachable", message: `Nothing leads from the start to "${task.label}".`, ...at });
    }
    const ways = outgoing.get(task.id) ?? [];
    const plain = ways.filter((edge) => !edge.condition);
    if (plain.length > 1) {
      problems.push({
        code: "ambiguous_edge",
        message: `"${task.label}" has ${plain.length} edges without a condition; only the first is ever taken.`,
        ...at,
      });
    }
    if (ways.length > 0 && plain.length === 0) {
      problems.push({
        code: "dead_end",
        message: `"${task.label}" has no edge for when none of its conditions holds.`,
        ...at,
      });
    }
  }
  for (const id of loopsWithoutWait(definition, kinds)) {
    const label = tasks.find((task) => task.id === id)?.label ?? id;
    problems.push({
      code: "loop_never_waits",
      message: `"${label}" is in a loop that never waits for a person.`,
      taskId: id,
    });
  }
  return problems;
}

/** Kahn's algorithm over the tasks that do not wait: what is left over goes in circles. */
function loopsWithoutWait({ tasks, edges }: GraphDefinition, kinds: TaskKinds): string[] {
  const busy = new Set(tasks.filter((task) => !kindOf(kinds, task)?.waits).map((task) => task.id));
  const inner = edges.filter((edge) => busy.has(edge.from) && busy.has(edge.to));
  const incoming = new Map<string, number>([...busy].map((id) => [id, 0]));
  for (const edge of inner) incoming.set(edge.to, (incoming.get(edge.to) ?? 0) + 1);
  const outgoing = groupBy(inner, (edge) => edge.from);
  const free = [...busy].filter((id) => incoming.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    busy.delete(id);
    for (const { to } of outgoing.get(id) ?? []) {
      const left = (incoming.get(to) ?? 0) - 1;
      incoming.set(to, left);
      if (left === 0) free.push(to);
    }
  }
  // What merely hangs behind a loop is left over too; only tasks that reach themselves are in one.
  return [...busy].filter((id) =>
    reachable(
      (outgoing.get(id) ?? []).map((edge) => edge.to),
      outgoing,
    ).has(id),
  );
}

function checkFields(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const known = new Set(givenFields);
  const readings: { task: TaskDefinition; paths: string[] }[] = [];
  for (const task of definition.tasks) {
    const kind = kindOf(kinds, task);
    const config = kind?.configSchema.safeParse(task.config);
    if (!kind || !config?.success) continue;
    for (const key of kind.writes(config.data)) known.add(key);
    readings.push({ task, paths: [...kind.reads(config.data), ...childReads(kind, config.data, kinds)] });
  }
  const unknown = (path: string): boolean => !known.has(path) && !known.has(path.split(".")[0] ?? path);
  const inTasks = readings.flatMap(({ task, paths }) =>
    paths.filter(unknown).map(
      (path): GraphProblem => ({
        code: "unknown_field",
        message: `"${task.label}" reads "${path}", which no task sets.`,
        taskId: task.id,
      }),
    ),
  );
  const inEdges = definition.edges.flatMap((edge) =>
    (edge.condition ? conditionFields(edge.condition) : []).filter(unknown).map(
      (path): GraphProblem => ({
        code: "unknown_field",
        message: `The condition of edge "${edge.id}" reads "${path}", which no task sets.`,
        edgeId: edge.id,
      }),
    ),
  );
  return [...inTasks, ...inEdges];
}

/** What the tasks inside a task read and none of them sets for itself. */
function childReads(kind: TaskKind, config: unknown, kinds: TaskKinds): string[] {
  return (kind.children?.(config) ?? []).flatMap((child) => {
    const childKind = kindOf(kinds, child);
    const parsed = childKind?.configSchema.safeParse(child.config);
    if (!childKind || !parsed?.success) return [];
    const own = new Set(childKind.writes(parsed.data));
    return [...childKind.reads(parsed.data), ...childReads(childKind, parsed.data, kinds)].filter(
      (path) => !own.has(path),
    );
  });
}

function kindOf(kinds: TaskKinds, task: TaskDefinition): TaskKind | undefined {
  return Object.hasOwn(kinds, task.kind) ? kinds[task.kind] : undefined;
}

function isEnd(task: TaskDefinition, outgoing: Map<string, EdgeDefinition[]>, kinds: TaskKinds): boolean {
  return Boolean(kindOf(kinds, task)?.ends) || !outgoing.has(task.id);
}

function reachable(from: string[], outgoing: Map<string, EdgeDefinition[]>): Set<string> {
  const reached = new Set(from);
  const queue = [...from];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { to } of outgoing.get(id) ?? []) {
      if (!reached.has(to)) {
        reached.add(to);
        queue.push(to);
      }
    }
  }
  return reached;
}

function groupBy<Item>(items: Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
