import {
  deepestDefinition,
  type GraphDefinition,
  graphDefinitionSchema,
  type RetryPolicy,
  type TaskDefinition,
} from "./definition";
import { GraphError } from "./errors";
import { type CachePolicy, Graph, type TaskPolicy } from "./graph";
import { isDeeperThan } from "./json";
import type { Task } from "./task";
import type { TaskKinds } from "./task-kind";

/** For tasks whose definition says nothing: a hiccup heals by itself. */
const defaultRetry: RetryPolicy = { maxAttempts: 3, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 60_000 };

/**
 * A definition as an executable graph. It asks only for what execution needs; whether a definition is sound enough to
 * be published is `checkGraph`'s to say, so that a rule added later stops no version that runs. Throws GraphError.
 */
export function compileGraph(input: unknown, kinds: TaskKinds): Graph {
  if (isDeeperThan(input, deepestDefinition)) throw new GraphError("The graph is nested too deeply.");
  const parsed = graphDefinitionSchema.safeParse(input);
  if (!parsed.success) throw new GraphError("This is not a graph definition.", {}, parsed.error);
  const { tasks: definitions, ...graph } = parsed.data;
  const tasks = new Map<string, Task>();
  const policies = new Map<string, TaskPolicy>();
  for (const definition of definitions) {
    if (tasks.has(definition.id)) {
      throw new GraphError(`The task id "${definition.id}" is used twice.`, { taskId: definition.id });
    }
    const task = createTask(definition, kinds, parsed.data);
    tasks.set(definition.id, task);
    policies.set(definition.id, policyOf(definition, task));
  }
  return new Graph({ ...graph, tasks, policies });
}

/**
 * The task of a definition, which it keeps, as a part of `graph`. Throws GraphError for an unknown kind or settings that
 * do not fit it.
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

/** A compiled graph as data again: `compileGraph` of it is the same graph. Throws GraphError for tasks made in code. */
export function toDefinition(graph: Graph): GraphDefinition {
  const { id, name, description, settings, edges } = graph;
  const tasks = graph.taskIds().map((taskId) => {
    const definition = graph.getTask(taskId)?.definition;
    if (!definition) throw new GraphError(`Task "${taskId}" was made in code; it has no definition.`, { taskId });
    return definition;
  });
  return structuredClone({
    id,
    name,
    description,
    startTaskId: graph.startTaskId(),
    settings: [...settings],
    tasks,
    edges: [...edges],
  });
}

const policyOf = (definition: TaskDefinition, task: Task): TaskPolicy => {
  const { timeoutMs = task.timeoutMs, idleTimeoutMs, retry = defaultRetry, cache } = definition;
  return { timeoutMs, idleTimeoutMs, retry, cache: cache && cachePolicyOf(definition, cache) };
};

/** A result is that of certain settings: another version of the workflow may have others under the same id. */
function cachePolicyOf(
  { kind, config }: TaskDefinition,
  { fields, ttlMs }: NonNullable<TaskDefinition["cache"]>,
): CachePolicy {
  const settings = JSON.stringify([kind, config]);
  return { key: (context) => [settings, ...fields.map((field) => context.read(field) ?? null)], ttlMs };
}
