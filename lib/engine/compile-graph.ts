import type { TaskKinds } from "./check-graph";
import { graphDefinitionSchema, type RetryPolicy } from "./definition";
import { GraphError } from "./errors";
import { Graph, type TaskPolicy } from "./graph";
import type { Task } from "./task";

/** For tasks whose definition says nothing: a hiccup heals by itself. */
const defaultRetry: RetryPolicy = { maxAttempts: 3, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 60_000 };

/**
 * A definition as an executable graph. It asks only for what execution needs; whether a definition is sound enough to
 * be published is `checkGraph`'s to say, so that a rule added later stops no version that runs. Throws GraphError.
 */
export function compileGraph(input: unknown, kinds: TaskKinds): Graph {
  const parsed = graphDefinitionSchema.safeParse(input);
  if (!parsed.success) throw new GraphError("This is not a graph definition.", {}, parsed.error);
  const { id, tasks: definitions, edges, startTaskId } = parsed.data;
  const tasks = new Map<string, Task>();
  const policies = new Map<string, TaskPolicy>();
  for (const definition of definitions) {
    const kind = Object.hasOwn(kinds, definition.kind) ? kinds[definition.kind] : undefined;
    if (!kind) throw new GraphError(`Unknown kind "${definition.kind}".`, { taskId: definition.id });
    const config = kind.configSchema.safeParse(definition.config);
    if (!config.success) {
      throw new GraphError(`The settings of "${definition.id}" do not fit.`, { taskId: definition.id }, config.error);
    }
    tasks.set(definition.id, kind.create(definition, config.data));
    policies.set(definition.id, { timeoutMs: definition.timeoutMs, retry: definition.retry ?? defaultRetry });
  }
  return new Graph({ id, tasks, policies, edges, startTaskId });
}
