import type { z } from "zod";
import { misfits } from "./check-conditions";
import { nextOf, reachable, unboundedLoops } from "./check-loops";
import { checkWords } from "./check-words";
import { type Condition, conditionFields } from "./condition";
import { deepestDefinition, type GraphDefinition, graphDefinitionSchema, type TaskDefinition } from "./definition";
import { isDeeperThan } from "./json";
import type { Task } from "./task";
import { describeType, type PlainType, TypeLookup, type ValueType, type ValueTypes } from "./value-type";

/** What a graph definition can be made of: a kind of task, its settings' schema, and how to make one. */
export interface TaskKind<Config = unknown> {
  readonly kind: string;
  readonly configSchema: z.ZodType<Config>;
  /** Whether the kind may stop for a person. */
  readonly waits: boolean;
  /** Whether the kind ends the session itself, so that it needs no outgoing edge. */
  readonly ends: boolean;
  /**
   * Context keys that a task with these settings may set, and of what type their values are. `writtenBy` says the same of
   * a task inside it.
   */
  writes(config: Config, writtenBy?: (child: TaskDefinition) => ValueTypes): ValueTypes;
  /** Context paths that its templates and rules read, beside those of `conditions`. */
  reads(config: Config): string[];
  /** The conditions in its settings. */
  conditions?(config: Config): Condition[];
  /** What its templates print as it is. */
  prints?(config: Config): PrintedValue[];
  /**
   * What is wrong with settings of the right shape, a sentence each, for publishing: what is published before a rule was
   * added runs on.
   */
  check?(config: Config): string[];
  /**
   * The promise that no loop through such a task goes round by itself: whenever an edge leads to it again it stops, for a
   * person or for some time, or it takes another way out after so many rounds.
   */
  bounds?(config: Config): boolean;
  /** Numbers in the context that it raises each time, and by how much. */
  counts?(config: Config): Record<string, number>;
  /** The tasks that one of these runs inside itself, side by side; none of them may wait. */
  children?(config: Config): TaskDefinition[];
  /** `createChild` makes the task of a child's definition. */
  create(definition: TaskDefinition, config: Config, createChild: (child: TaskDefinition) => Task): Task;
}

/** A value that a template prints: as it is written there, and of what type it is. */
export interface PrintedValue {
  text: string;
  type: ValueType;
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
    | "unknown_field"
    | "condition_type"
    | "words";
  message: string;
  taskId?: string;
  edgeId?: string;
}

/** Context keys that every session has from the start. */
const givenTypes: ValueTypes = { reference: { type: "text" }, workflow: { type: "text" } };

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
    : [
        ...checkWords(definition).map((problem): GraphProblem => ({ code: "words", ...problem })),
        ...checkTasks(definition, kinds),
        ...checkWays(definition, kinds),
        ...checkLoops(definition, kinds),
        ...checkFields(definition, kinds),
      ];
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
    ...(kind.check?.(config.data) ?? []).map(
      (problem): GraphProblem => ({ code: "config", message: `"${task.label}", ${problem}`, taskId: at }),
    ),
    ...children.flatMap((child) => checkTask(child, kinds, at)),
  ];
}

function checkWays(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const { tasks, edges, startTaskId } = definition;
  const problems: GraphProblem[] = [];
  const next = nextOf(edges);
  const reached = reachable([startTaskId], next);
  const ends = tasks.filter((task) => kindOf(kinds, task)?.ends || !next.has(task.id)).map((task) => task.id);
  if (!ends.some((id) => reached.has(id)))
    problems.push({ code: "no_end", message: "No task that can be reached ends the session." });
  for (const task of tasks) {
    const at = { taskId: task.id };
    if (!reached.has(task.id)) {
      problems.push({ code: "unreachable", message: `Nothing leads from the start to "${task.label}".`, ...at });
    }
    const ways = edges.filter(({ from }) => from === task.id);
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
  return problems;
}

/** A task's kind and its settings, parsed; undefined when the kind is unknown or the settings do not fit. */
function readTask(task: TaskDefinition, kinds: TaskKinds): { kind: TaskKind; config: unknown } | undefined {
  const kind = kindOf(kinds, task);
  const parsed = kind?.configSchema.safeParse(task.config);
  return kind && parsed?.success ? { kind, config: parsed.data } : undefined;
}

function checkLoops(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const traits = new Map(
    definition.tasks.flatMap((task) => {
      const { kind, config } = readTask(task, kinds) ?? {};
      if (!kind) return [];
      const bounds = kind.bounds?.(config) ?? false;
      return [[task.id, { bounds, counts: kind.counts?.(config) ?? {}, writes: Object.keys(kind.writes(config)) }]];
    }),
  );
  return unboundedLoops(definition, (id) => traits.get(id)).map((id) => ({
    code: "loop_never_waits",
    message: `"${labelOf(definition, id)}" is in a loop that never waits for a person and has no limit of its own.`,
    taskId: id,
  }));
}

function checkFields(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const types = new TypeLookup();
  types.add(givenTypes);
  const tasks = definition.tasks.flatMap((task) => {
    const read = readTask(task, kinds);
    return read ? [{ task, ...read }] : [];
  });
  for (const { task } of tasks) types.add(writtenBy(task, kinds));
  const inTasks = tasks.flatMap(({ task, kind, config }) => {
    const conditions = kind.conditions?.(config) ?? [];
    const paths = [...kind.reads(config), ...conditions.flatMap(conditionFields), ...childReads(kind, config, kinds)];
    return [
      ...unknownFields(paths, types, `"${task.label}"`),
      ...conditions.flatMap((condition) => misfits(condition, types)).map(misfit(`A condition of "${task.label}"`)),
      ...printedObjects(kind.prints?.(config) ?? [], types, `"${task.label}"`),
    ].map((problem): GraphProblem => ({ ...problem, taskId: task.id }));
  });
  const inEdges = definition.edges.flatMap(({ id, condition }) => {
    if (!condition) return [];
    const where = `The condition of edge "${id}"`;
    return [
      ...unknownFields(conditionFields(condition), types, where),
      ...misfits(condition, types).map(misfit(where)),
    ].map((problem): GraphProblem => ({ ...problem, edgeId: id }));
  });
  return [...inTasks, ...inEdges];
}

function writtenBy(task: TaskDefinition, kinds: TaskKinds): ValueTypes {
  const read = readTask(task, kinds);
  return read?.kind.writes(read.config, (child) => writtenBy(child, kinds)) ?? {};
}

type Finding = Pick<GraphProblem, "code" | "message">;

const unknownFields = (paths: string[], types: TypeLookup, where: string): Finding[] =>
  [...new Set(paths)]
    .filter((path) => types.at(path) === undefined)
    .map((path) => ({ code: "unknown_field", message: `${where} reads "${path}", which no task sets.` }));

const misfit =
  (where: string) =>
  (sentence: string): Finding => ({ code: "condition_type", message: `${where}: ${sentence}` });

/** What a template prints is refused when it is an object whichever task has written it. */
const printedObjects = (printed: readonly PrintedValue[], types: TypeLookup, where: string): Finding[] =>
  printed.flatMap(({ text, type }) => {
    const found = types.plain(type);
    const isObject = ({ type }: PlainType): boolean => type === "object";
    if (found.length === 0 || !found.every((one) => isObject(one) || (one.type === "list" && isList(one, types))))
      return [];
    const is = [...new Set(found.map(describeType))].join(", or ");
    return [{ code: "config", message: `${where} prints {{ ${text} }}, which is ${is}: name one of its parts.` }];
  });

const isList = ({ of }: PlainType & { type: "list" }, types: TypeLookup): boolean => {
  const items = types.plain(of);
  return items.length > 0 && items.every(({ type }) => type === "object");
};

/** What the tasks inside a task read and none of them sets for itself. */
function childReads(kind: TaskKind, config: unknown, kinds: TaskKinds): string[] {
  return (kind.children?.(config) ?? []).flatMap((child) => {
    const read = readTask(child, kinds);
    if (!read) return [];
    const own = read.kind.writes(read.config);
    return [...read.kind.reads(read.config), ...childReads(read.kind, read.config, kinds)].filter(
      (path) => !Object.hasOwn(own, path.split(".")[0] ?? path),
    );
  });
}

function kindOf(kinds: TaskKinds, task: TaskDefinition): TaskKind | undefined {
  return Object.hasOwn(kinds, task.kind) ? kinds[task.kind] : undefined;
}

const labelOf = ({ tasks }: GraphDefinition, id: string): string => tasks.find((task) => task.id === id)?.label ?? id;
