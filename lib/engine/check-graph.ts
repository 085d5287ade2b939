import { checkFields } from "./check-fields";
import { unboundedLoops } from "./check-loops";
import { describeIssue, describeShape } from "./check-shape";
import { checkWays, named } from "./check-ways";
import { checkWords } from "./check-words";
import { deepestDefinition, type GraphDefinition, graphDefinitionSchema, type TaskDefinition } from "./definition";
import { isDeeperThan } from "./json";
import { type KindRulesMap, kindOf, readTask } from "./task-kind";

/** A change of the definition that mends a problem: what stands at each path afterwards; without a value it goes. */
export interface ProblemFix {
  /** What a button for it says: "Connect it to “Final Summary”". */
  label: string;
  changes: { path: (string | number)[]; value?: unknown }[];
}

/** One reason why a definition cannot be published, with the task, edge or setting it is about. */
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
    | "setting"
    | "words";
  message: string;
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  /** Where in the task, edge or setting: `["config", "limit"]`, `["condition", "all", 0, "value"]`. */
  path?: (string | number)[];
  fix?: ProblemFix;
}

/** Every problem of a definition; an empty list means it may be published. Never throws, whatever it is given. */
export function checkGraph(input: unknown, kinds: KindRulesMap): GraphProblem[] {
  if (isDeeperThan(input, deepestDefinition)) return [{ code: "shape", message: "The graph is nested too deeply." }];
  const parsed = graphDefinitionSchema.safeParse(input);
  if (!parsed.success) {
    return describeShape(parsed.error.issues, input);
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
    if (seen.has(id))
      problems.push({
        code: "duplicate_id",
        message: `The id "${id}" is used twice: give one of them another.`,
        ...where,
      });
    seen.add(id);
  };
  for (const { id } of tasks) note(id, { taskId: id });
  for (const { id } of edges) note(id, { edgeId: id });
  const taskIds = new Set(tasks.map((task) => task.id));
  if (!taskIds.has(startTaskId))
    problems.push({ code: "start", message: `The start "${startTaskId}" is not a task: choose one.` });
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      if (!taskIds.has(end)) {
        problems.push({
          code: "dangling_edge",
          message: `The edge from ${named(tasks, edge.from)} to ${named(tasks, edge.to)} has an end that is not a task: "${end}".`,
          edgeId: edge.id,
        });
      }
    }
  }
  return problems;
}

function checkTasks({ tasks }: GraphDefinition, kinds: KindRulesMap): GraphProblem[] {
  return tasks.flatMap((task) => checkTask(task, kinds, task.id));
}

/** The problems of a task and of those inside it; `at` is the task on the canvas. */
function checkTask(task: TaskDefinition, kinds: KindRulesMap, at: string): GraphProblem[] {
  const kind = kindOf(kinds, task);
  if (!kind)
    return [{ code: "unknown_kind", message: `"${task.label}" is of the unknown kind "${task.kind}".`, taskId: at }];
  const config = kind.configSchema.safeParse(task.config);
  if (!config.success) {
    return config.error.issues.map((issue) => ({
      code: "config",
      message: `"${task.label}": ${settingOf(issue.path)} ${describeIssue(issue, task.config)}.`,
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

const settingOf = (path: readonly PropertyKey[]): string =>
  path.length > 0 ? `the setting "${path.map(String).join(".")}"` : "the settings";

const keepsAnswers = (label: string): string =>
  `"${label}" may ask a person, so its result cannot be kept for other executions: take "cache" away.`;

function checkLoops(definition: GraphDefinition, kinds: KindRulesMap): GraphProblem[] {
  const traits = new Map(
    definition.tasks.flatMap((task) => {
      const { kind, config } = readTask(task, kinds) ?? {};
      if (!kind) return [];
      const bounds = kind.ends || (kind.bounds?.(config) ?? false);
      return [[task.id, { bounds, counts: kind.counts?.(config) ?? {}, writes: Object.keys(kind.writes(config)) }]];
    }),
  );
  return unboundedLoops(definition, (id) => traits.get(id)).map(
    (loop): GraphProblem => ({
      code: "loop_never_waits",
      message:
        `The loop ${[...loop, loop[0] ?? ""].map((id) => named(definition.tasks, id)).join(" → ")} never waits for a person ` +
        "and has no limit: put a task that waits into it, or count its rounds and let a condition end it.",
      taskId: loop[0],
    }),
  );
}
