import type { GraphProblem } from "./check-graph";
import { nextOf, reachable } from "./check-loops";
import type { GraphDefinition, TaskDefinition } from "./definition";
import { type KindRulesMap, kindOf } from "./task-kind";

/** Tasks of a part that are named; the others are counted. */
const maxNamed = 3;

/** What is wrong with the ways through a graph whose edges all have two ends: no end, parts nothing leads to, wrong ways out. */
export function checkWays(definition: GraphDefinition, kinds: KindRulesMap): GraphProblem[] {
  const { tasks, edges, startTaskId } = definition;
  const next = nextOf(edges);
  const reached = reachable([startTaskId], next);
  const ends = tasks.filter((task) => kindOf(kinds, task)?.ends || !next.has(task.id));
  const problems: GraphProblem[] = [];
  if (!ends.some(({ id }) => reached.has(id))) {
    problems.push({
      code: "no_end",
      message: "No task that can be reached ends the session: let one way lead to a task that nothing follows.",
    });
  }
  for (const part of unreachedParts(tasks, edges, reached)) {
    const those = part.length > 1 ? "one of them, or delete them" : "it, or delete it";
    problems.push({
      code: "unreachable",
      message: `Nothing leads from the start to ${listed(part)}: draw an edge to ${those}.`,
      taskId: part[0]?.id,
    });
  }
  return [...problems, ...tasks.flatMap((task) => checkWaysOut(task, edges))];
}

function checkWaysOut({ id, label }: TaskDefinition, edges: GraphDefinition["edges"]): GraphProblem[] {
  const ways = edges.filter(({ from }) => from === id);
  const plain = ways.filter((edge) => !edge.condition);
  const problems: GraphProblem[] = [];
  if (plain.length > 1) {
    problems.push({
      code: "ambiguous_edge",
      message:
        `"${label}" has ${plain.length} edges without a condition, and only the first is ever taken: ` +
        "leave one edge without a condition. A session never goes two ways at once: for that, use one task “Side by side”.",
      taskId: id,
    });
  }
  if (ways.length > 0 && plain.length === 0) {
    problems.push({
      code: "dead_end",
      message: `"${label}" has no edge for when none of its conditions holds: leave one edge without a condition.`,
      taskId: id,
    });
  }
  return problems;
}

/** The tasks that cannot be reached, in parts: tasks that edges join, whichever way, are of one. */
function unreachedParts(
  tasks: TaskDefinition[],
  edges: GraphDefinition["edges"],
  reached: ReadonlySet<string>,
): TaskDefinition[][] {
  const loose = tasks.filter(({ id }) => !reached.has(id));
  const inner = edges.filter(({ from, to }) => !reached.has(from) && !reached.has(to));
  const joined = nextOf([...inner, ...inner.map(({ from, to }) => ({ from: to, to: from }))]);
  const parts: TaskDefinition[][] = [];
  const placed = new Set<string>();
  for (const { id } of loose) {
    if (placed.has(id)) continue;
    const part = reachable([id], joined);
    for (const member of part) placed.add(member);
    parts.push(loose.filter((task) => part.has(task.id)));
  }
  return parts;
}

function listed(tasks: TaskDefinition[]): string {
  const names = tasks.slice(0, maxNamed).map(({ label }) => `"${label}"`);
  const more = tasks.length - names.length;
  if (more > 0) return `${names.join(", ")} and ${more} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A task by its name, in quotes; its id where there is no such task. */
export const named = (tasks: readonly TaskDefinition[], id: string): string =>
  `"${tasks.find((task) => task.id === id)?.label ?? id}"`;
