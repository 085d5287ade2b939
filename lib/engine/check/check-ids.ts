import type { Survey } from "./analyze-graph";
import type { GraphProblem } from "./check-graph";

/** Ids that are there twice, edges that end nowhere, a start that is no task. */
export function checkNames(survey: Survey): GraphProblem[] {
  return [...checkIds(survey), ...checkStart(survey), ...checkEnds(survey)];
}

function checkIds({ stored: { tasks, edges }, pathOf }: Survey): GraphProblem[] {
  const all = new Set([...tasks, ...edges].map(({ id }) => id));
  const seen = new Set<string>();
  const twice = <Part extends { id: string }>(parts: readonly Part[]): Part[] =>
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
    ...twice(tasks).map((task): GraphProblem => ({ ...problemOf(task), taskId: task.id })),
    ...twice(edges).map((edge): GraphProblem => ({ ...problemOf(edge), edgeId: edge.id })),
  ];
}

/** "ask" -> "ask_2": an id that nothing has. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  const stem = id.replace(/_\d{1,6}$/, "").slice(0, 56) || "part";
  for (let number = 2; ; number++) if (!taken.has(`${stem}_${number}`)) return `${stem}_${number}`;
}

/** The task that sessions most likely begin with: the first that no edge leads to. */
export function likelyStart({ definition: { tasks, edges, startTaskId } }: Survey): string | undefined {
  if (tasks.some(({ id }) => id === startTaskId)) return startTaskId;
  const led = new Set(edges.map(({ to }) => to));
  return (tasks.find(({ id }) => !led.has(id)) ?? tasks[0])?.id;
}

function checkStart(survey: Survey): GraphProblem[] {
  const { startTaskId } = survey.stored;
  const start = likelyStart(survey);
  if (start === undefined || start === startTaskId) return [];
  return [
    {
      code: "start",
      message: startTaskId
        ? `The start "${startTaskId}" is not a task: choose one.`
        : "No task is the start: choose the one that sessions begin with.",
      path: ["startTaskId"],
      fix: { label: `Start with ${survey.nameOf(start)}`, changes: [{ path: ["startTaskId"], value: start }] },
    },
  ];
}

function checkEnds({ stored, storedTask, nameOf, pathOf }: Survey): GraphProblem[] {
  return stored.edges.flatMap((edge) =>
    (["from", "to"] as const)
      .filter((end) => storedTask(edge[end]) === undefined)
      .map(
        (end): GraphProblem => ({
          code: "dangling_edge",
          message: `The edge from ${nameOf(edge.from)} to ${nameOf(edge.to)} has an end that is not a task: "${edge[end]}".`,
          edgeId: edge.id,
          path: [end],
          fix: { label: "Delete the edge", changes: [{ path: pathOf(edge) }] },
        }),
      ),
  );
}
