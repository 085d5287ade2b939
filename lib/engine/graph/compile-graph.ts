import { plainFormat } from "../describe/value-format";
import { GraphError } from "../errors";
import { isDeeperThan } from "../json";
import type { CachePolicy, TaskPolicy } from "../step/task-policy";
import {
  deepestDefinition,
  type GraphDefinition,
  graphDefinitionSchema,
  type RetryPolicy,
  type TaskDefinition,
} from "./definition";
import { Graph } from "./graph";
import { resolveSettings, settingsIn, settingValues } from "./settings";
import type { Task } from "./task";
import type { TaskKinds } from "./task-kind";

/** For tasks whose definition has no retry policy: short failures of a network or a model are retried. */
export const defaultRetry: RetryPolicy = {
  maxAttempts: 3,
  initialDelayMs: 5_000,
  backoffFactor: 3,
  maxDelayMs: 60_000,
};

/**
 * A definition as an executable graph. It checks only what execution needs. `checkGraph` decides what may be published,
 * so a rule that is added later does not stop a version that runs. Throws GraphError.
 */
export function compileGraph(input: unknown, kinds: TaskKinds): Graph {
  if (isDeeperThan(input, deepestDefinition)) throw new GraphError("The graph is nested too deeply.");
  const parsed = graphDefinitionSchema.safeParse(input);
  if (!parsed.success) throw new GraphError("This is not a graph definition.", {}, parsed.error);
  const definition = resolveSettings(parsed.data, plainFormat);
  const tasks = new Map<string, Task>();
  const policies = new Map<string, TaskPolicy>();
  for (const task of definition.tasks) {
    if (tasks.has(task.id)) throw new GraphError(`The task id "${task.id}" is used twice.`, { taskId: task.id });
    const compiled = createTask(task, kinds, definition);
    tasks.set(task.id, compiled);
    policies.set(task.id, policyOf(task, compiled, settingValues(definition)));
  }
  const unresolved = definition.edges.find(({ condition }) => condition && settingsIn(condition).length > 0);
  if (unresolved)
    throw new GraphError(`Edge "${unresolved.id}" names a setting that does not exist.`, { edgeId: unresolved.id });
  const { id, name, description, startTaskId, edges } = definition;
  return new Graph({ id, name, description, startTaskId, edges, tasks, policies, definition: parsed.data });
}

/**
 * The task of a definition, as a part of `graph`. The task keeps its definition. Throws GraphError for an unknown kind,
 * or a config that does not fit the kind.
 */
export function createTask(definition: TaskDefinition, kinds: TaskKinds, graph: GraphDefinition): Task {
  const kind = Object.hasOwn(kinds, definition.kind) ? kinds[definition.kind] : undefined;
  if (!kind) throw new GraphError(`Unknown kind "${definition.kind}".`, { taskId: definition.id });
  const config = kind.configSchema.safeParse(definition.config);
  if (!config.success) {
    throw new GraphError(`The settings of "${definition.id}" do not fit.`, { taskId: definition.id }, config.error);
  }
  const task = kind.create(definition, config.data, (child) => createTask(child, kinds, graph), graph);
  return {
    id: task.id,
    timeoutMs: task.timeoutMs,
    definition,
    run: (context, execution) => task.run(context, execution),
    ...(task.renewWait && { renewWait: task.renewWait.bind(task) }),
  };
}

/** The definition of a compiled graph, for `compileGraph`. Throws GraphError for tasks that were made in code. */
export function toDefinition(graph: Graph): GraphDefinition {
  const tasks = graph.taskIds().map((taskId) => {
    const definition = graph.getTask(taskId)?.definition;
    if (!definition) throw new GraphError(`Task "${taskId}" was made in code; it has no definition.`, { taskId });
    return definition;
  });
  const { id, name, description, edges, definition } = graph;
  const startTaskId = graph.startTaskId();
  return structuredClone(
    definition ?? graphDefinitionSchema.parse({ id, name, description, startTaskId, tasks, edges: [...edges] }),
  );
}

type SettingValues = ReturnType<typeof settingValues>;

const policyOf = (definition: TaskDefinition, task: Task, settings: SettingValues): TaskPolicy => {
  const { timeoutMs = task.timeoutMs, idleTimeoutMs, retry = defaultRetry, cache } = definition;
  return { timeoutMs, idleTimeoutMs, retry, cache: cache && cachePolicyOf(definition, cache, settings) };
};

/** The key names config and settings: another version of the graph may have others for the same task. */
function cachePolicyOf(
  { kind, config }: TaskDefinition,
  { fields, ttlMs }: NonNullable<TaskDefinition["cache"]>,
  settings: SettingValues,
): CachePolicy {
  const madeFrom = JSON.stringify([kind, config, settings]);
  return { key: (context) => [madeFrom, ...fields.map((field) => context.read(field) ?? null)], ttlMs };
}
