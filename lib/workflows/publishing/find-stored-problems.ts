import type { GraphDefinition, GraphProblem, TaskDefinition } from "@/lib/engine";
import { resolveSettings } from "@/lib/engine/definition-kit";
import { taskCatalog } from "@/lib/tasks/catalog";
import { valueFormat } from "../describing/describe-words";

/**
 * The problems of a workflow that only the database can know, such as a collection that does not exist. The definition
 * has no other problems.
 */
export async function findStoredProblems(definition: GraphDefinition): Promise<GraphProblem[]> {
  const graph = resolveSettings(definition, valueFormat);
  const found = await Promise.all(graph.tasks.map((task) => problemsOf(task, [], graph)));
  return found.flat();
}

async function problemsOf(
  task: TaskDefinition,
  at: (string | number)[],
  graph: GraphDefinition,
  taskId = task.id,
): Promise<GraphProblem[]> {
  const kind = taskCatalog[task.kind];
  const parsed = kind?.configSchema.safeParse(task.config);
  if (!kind || !parsed?.success) return [];
  const own = (await kind.checkStored?.(parsed.data, graph)) ?? [];
  const parts = kind.children?.(parsed.data) ?? [];
  const inside = await Promise.all(
    parts.map((part, index) => problemsOf(part, [...at, "config", "parts", index], graph, taskId)),
  );
  return [
    ...own.map(
      ({ message, path }): GraphProblem => ({
        code: "config",
        message: `"${task.label}", ${message}`,
        taskId,
        path: [...at, "config", ...path],
      }),
    ),
    ...inside.flat(),
  ];
}
