import { checkGraph, type TaskKinds } from "./check-graph";
import { graphDefinitionSchema } from "./definition";
import { GraphError } from "./errors";
import { Graph, type TaskPolicy } from "./graph";
import type { Task } from "./task";

/** A definition as an executable graph. Throws GraphError with `data.problems` when `checkGraph` finds any. */
export function compileGraph(input: unknown, kinds: TaskKinds): Graph {
  const problems = checkGraph(input, kinds);
  if (problems.length > 0) {
    throw new GraphError(problems.map((problem) => problem.message).join(" "), { problems });
  }
  const definition = graphDefinitionSchema.parse(input);
  const tasks = new Map<string, Task>();
  const policies = new Map<string, TaskPolicy>();
  for (const task of definition.tasks) {
    const kind = kinds[task.kind];
    if (!kind) throw new GraphError(`Unknown kind "${task.kind}".`, { taskId: task.id });
    tasks.set(task.id, kind.create(task, kind.configSchema.parse(task.config)));
    policies.set(task.id, { timeoutMs: task.timeoutMs, retry: task.retry });
  }
  return new Graph({
    id: definition.id,
    tasks,
    policies,
    edges: definition.edges,
    startTaskId: definition.startTaskId,
  });
}
