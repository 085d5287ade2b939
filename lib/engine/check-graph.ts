import { checkFields } from "./check-fields";
import { nextOf, reachable, unboundedLoops } from "./check-loops";
import { checkWords } from "./check-words";
import { deepestDefinition, type GraphDefinition, graphDefinitionSchema, type TaskDefinition } from "./definition";
import { isDeeperThan } from "./json";
import { kindOf, readTask, type TaskKinds } from "./task-kind";

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
  const words = checkWords(definition).map((problem): GraphProblem => ({ code: "words", ...problem }));
  const names = checkNames(definition);
  return names.length > 0
    ? [...words, ...names]
    : [
        ...words,
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
  const keeps = kind.waits && task.cache !== undefined;
  const waiting = children.filter((child) => kindOf(kinds, child)?.waits);
  return [
    ...(keeps ? [{ code: "config" as const, message: keepsAnswers(task.label), taskId: at }] : []),
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

const keepsAnswers = (label: string): string =>
  `"${label}" may ask a person, so its result cannot be kept for other executions: take "cache" away.`;

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

function checkLoops(definition: GraphDefinition, kinds: TaskKinds): GraphProblem[] {
  const traits = new Map(
    definition.tasks.flatMap((task) => {
      const { kind, config } = readTask(task, kinds) ?? {};
      if (!kind) return [];
      const bounds = kind.ends || (kind.bounds?.(config) ?? false);
      return [[task.id, { bounds, counts: kind.counts?.(config) ?? {}, writes: Object.keys(kind.writes(config)) }]];
    }),
  );
  return unboundedLoops(definition, (id) => traits.get(id)).map((id) => ({
    code: "loop_never_waits",
    message: `"${labelOf(definition, id)}" is in a loop that never waits for a person and has no limit of its own.`,
    taskId: id,
  }));
}

const labelOf = ({ tasks }: GraphDefinition, id: string): string => tasks.find((task) => task.id === id)?.label ?? id;
