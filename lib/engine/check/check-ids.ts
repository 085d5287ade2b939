import type { GraphAnalysis } from "./analyze-graph";
import type { GraphProblem } from "./graph-problem";

/** Duplicate ids, edges to tasks that do not exist, a start that is not a task. */
export function checkIds(analysis: GraphAnalysis): GraphProblem[] {
  return [...checkDuplicateIds(analysis), ...checkStart(analysis), ...checkEdgeEnds(analysis)];
}

function checkDuplicateIds({ stored: { tasks, edges }, pathOf }: GraphAnalysis): GraphProblem[] {
  const all = new Set([...tasks, ...edges].map(({ id }) => id));
  const seen = new Set<string>();
  const duplicates = <Part extends { id: string }>(parts: readonly Part[]): Part[] =>
    parts.filter(({ id }) => {
      const isSeen = seen.has(id);
      seen.add(id);
      return isSeen;
    });
  const problemOf = (part: (typeof tasks)[number] | (typeof edges)[number]) => {
    const id = freeId(part.id, all);
    all.add(id);
    return {
      code: "duplicate_id" as const,
      message: `The id "${part.id}" is used twice: give one of them another.`,
      path: ["id"],
      fix: { label: `Give it the id “${id}”`, changes: [{ path: [...pathOf(part), "id"], value: id }] },
    };
  };
  return [
    ...duplicates(tasks).map((task): GraphProblem => ({ ...problemOf(task), taskId: task.id })),
    ...duplicates(edges).map((edge): GraphProblem => ({ ...problemOf(edge), edgeId: edge.id })),
  ];
}

/** An id that is not taken: "ask_2" for "ask". */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  const stem = id.replace(/_\d{1,6}$/, "").slice(0, 56) || "part";
  for (let number = 2; ; number++) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`;
}

/** The start task; when that is not a task, the first task that no edge leads to. */
export function guessStart({ definition: { tasks, edges, startTaskId } }: GraphAnalysis): string | undefined {
  if (tasks.some(({ id }) => id === startTaskId)) return startTaskId;
  const targets = new Set(edges.map(({ to }) => to));
  return (tasks.find(({ id }) => !targets.has(id)) ?? tasks[0])?.id;
}

function checkStart(analysis: GraphAnalysis): GraphProblem[] {
  const { startTaskId } = analysis.stored;
  const start = guessStart(analysis);
  if (start === undefined || start === startTaskId) return [];
  return [
    {
      code: "start",
      message: startTaskId
        ? `The start "${startTaskId}" is not a task: choose one.`
        : "No task is the start: choose the one that sessions begin with.",
      path: ["startTaskId"],
      fix: { label: `Start with ${analysis.nameOf(start)}`, changes: [{ path: ["startTaskId"], value: start }] },
    },
  ];
}

function checkEdgeEnds({ stored, storedTask, nameOf, pathOf }: GraphAnalysis): GraphProblem[] {
  return stored.edges.flatMap((edge) =>
    (["from", "to"] as const)
      .filter((end) => storedTask(edge[end]) === undefined)
      .map(
        (end): GraphProblem => ({
          code: "dangling_edge",
          message:
            `The edge from ${nameOf(edge.from)} to ${nameOf(edge.to)} ` +
            `has an end that is not a task: "${edge[end]}".`,
          edgeId: edge.id,
          path: [end],
          fix: { label: "Delete the edge", changes: [{ path: pathOf(edge) }] },
        }),
      ),
  );
}
