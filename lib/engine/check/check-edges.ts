import type { EdgeDefinition, TaskDefinition } from "../graph/definition";
import { kindOf } from "../graph/task-kind";
import type { Survey } from "./analyze-graph";
import type { GraphProblem, ProblemFix } from "./check-graph";
import { likelyStart } from "./check-ids";
import { nextOf, reachable } from "./check-loops";

/** Tasks of a part that are named; the others are counted. */
const maxNamed = 3;

/** What is wrong with the ways through a graph: no end, parts nothing leads to, wrong ways out. */
export function checkWays(survey: Survey): GraphProblem[] {
  const { tasks, edges } = survey.definition;
  const start = likelyStart(survey);
  if (start === undefined) return [];
  const next = nextOf(edges);
  const reached = reachable([start], next);
  const ends = tasks.filter((task) => kindOf(survey.kinds, task)?.ends || !next.has(task.id));
  const problems: GraphProblem[] = [];
  if (!ends.some(({ id }) => reached.has(id))) {
    problems.push({
      code: "no_end",
      message: "No task that can be reached ends the session: let one way lead to a task that nothing follows.",
    });
  }
  const atTask = edgesAt(survey.stored.edges);
  for (const part of unreachedParts(tasks, edges, reached)) {
    const those = part.length > 1 ? "one of them, or delete them" : "it, or delete it";
    problems.push({
      code: "unreachable",
      message: `Nothing leads from the start to ${listed(part)}: draw an edge to ${those}.`,
      taskId: part[0]?.id,
      fix: deletionOf(part, survey, atTask),
    });
  }
  return [...problems, ...checkWaysOut(survey)];
}

/** Takes tasks away with the edges at them; from the end, so that no place moves before its turn. */
function deletionOf(
  part: readonly TaskDefinition[],
  { storedTask, pathOf }: Survey,
  atTask: ReadonlyMap<string, EdgeDefinition[]>,
): ProblemFix {
  const gone = [
    ...new Set(part.flatMap(({ id }) => atTask.get(id) ?? [])),
    ...part.flatMap(({ id }) => storedTask(id) ?? []),
  ];
  const paths = gone.map(pathOf).sort((left, right) => Number(right[1]) - Number(left[1]));
  return { label: `Delete ${listed(part)}`, changes: paths.map((path) => ({ path })) };
}

function edgesAt(edges: readonly EdgeDefinition[]): Map<string, EdgeDefinition[]> {
  const atTask = new Map<string, EdgeDefinition[]>();
  for (const edge of edges) {
    for (const id of new Set([edge.from, edge.to])) {
      const known = atTask.get(id);
      if (known) known.push(edge);
      else atTask.set(id, [edge]);
    }
  }
  return atTask;
}

function checkWaysOut({ stored, definition, pathOf, nameOf }: Survey): GraphProblem[] {
  const atTask = edgesAt(stored.edges);
  return definition.tasks.flatMap(({ id, label }): GraphProblem[] => {
    const ways = (atTask.get(id) ?? []).filter(({ from }) => from === id);
    const plain = ways.filter((edge) => !edge.condition);
    if (plain.length > 1) {
      const never = plain.slice(1).toReversed();
      return [
        {
          code: "ambiguous_edge",
          message:
            `"${label}" has ${plain.length} edges without a condition, and only the first is ever taken: ` +
            "leave one edge without a condition. A session never goes two ways at once: for that, use one task “Side by side”.",
          taskId: id,
          fix: {
            label: `Keep only the edge to ${nameOf(plain[0]?.to ?? "")}`,
            changes: never.map((edge) => ({ path: pathOf(edge) })),
          },
        },
      ];
    }
    const last = ways.at(-1);
    if (!last || plain.length === 1) return [];
    return [
      {
        code: "dead_end",
        message: `"${label}" has no edge for when none of its conditions holds: leave one edge without a condition.`,
        taskId: id,
        fix: {
          label: `Take the edge to ${nameOf(last.to)} otherwise`,
          changes: [{ path: [...pathOf(last), "condition"] }],
        },
      },
    ];
  });
}

/** The tasks that cannot be reached, in parts: tasks that edges join, whichever way, are of one. */
function unreachedParts(
  tasks: readonly TaskDefinition[],
  edges: readonly EdgeDefinition[],
  reached: ReadonlySet<string>,
): TaskDefinition[][] {
  const loose = tasks.filter(({ id }) => !reached.has(id));
  const inner = edges.filter(({ from, to }) => !reached.has(from) && !reached.has(to));
  const joined = nextOf([...inner, ...inner.map(({ from, to }) => ({ from: to, to: from }))]);
  const partOf = new Map<string, number>();
  const parts: TaskDefinition[][] = [];
  for (const task of loose) {
    if (!partOf.has(task.id)) {
      for (const member of reachable([task.id], joined)) partOf.set(member, parts.length);
      parts.push([]);
    }
    parts[partOf.get(task.id) ?? 0]?.push(task);
  }
  return parts;
}

function listed(tasks: readonly TaskDefinition[]): string {
  const names = tasks.slice(0, maxNamed).map(({ label }) => `"${label}"`);
  const more = tasks.length - names.length;
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
