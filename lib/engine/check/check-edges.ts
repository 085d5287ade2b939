import type { EdgeDefinition, TaskDefinition } from "../graph/definition";
import { kindOf } from "../graph/task-kind";
import type { GraphAnalysis } from "./analyze-graph";
import { guessStart } from "./check-ids";
import { reachable, successorsOf } from "./check-loops";
import type { GraphProblem, ProblemFix } from "./graph-problem";

/** Tasks that a message names. It counts the others. */
const maxNamed = 3;

/** Problems of the paths through a graph: no end, tasks that no path reaches, wrong outgoing edges. */
export function checkEdges(analysis: GraphAnalysis): GraphProblem[] {
  const { tasks, edges } = analysis.definition;
  const start = guessStart(analysis);
  if (start === undefined) return [];
  const successors = successorsOf(edges);
  const reached = reachable([start], successors);
  const ends = tasks.filter((task) => kindOf(analysis.kinds, task)?.ends || !successors.has(task.id));
  const problems: GraphProblem[] = [];
  if (!ends.some(({ id }) => reached.has(id))) {
    problems.push({
      code: "no_end",
      message: "No task that can be reached ends the session: let one way lead to a task that nothing follows.",
    });
  }
  const atTask = edgesAt(analysis.stored.edges);
  for (const part of unreachedParts(tasks, edges, reached)) {
    const those = part.length > 1 ? "one of them, or delete them" : "it, or delete it";
    problems.push({
      code: "unreachable",
      message: `Nothing leads from the start to ${listed(part)}: draw an edge to ${those}.`,
      taskId: part[0]?.id,
      fix: deletionOf(part, analysis, atTask),
    });
  }
  return [...problems, ...checkOutgoingEdges(analysis)];
}

/** Deletes tasks and their edges, the last in a list first: earlier deletions do not move the places of later ones. */
function deletionOf(
  part: readonly TaskDefinition[],
  { storedTask, pathOf }: GraphAnalysis,
  atTask: ReadonlyMap<string, EdgeDefinition[]>,
): ProblemFix {
  const deleted = [
    ...new Set(part.flatMap(({ id }) => atTask.get(id) ?? [])),
    ...part.flatMap(({ id }) => storedTask(id) ?? []),
  ];
  const paths = deleted.map(pathOf).sort((left, right) => Number(right[1]) - Number(left[1]));
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

function checkOutgoingEdges(analysis: GraphAnalysis): GraphProblem[] {
  const { stored, definition, kinds, storedTask, pathOf, nameOf } = analysis;
  const atTask = edgesAt(stored.edges);
  return definition.tasks.flatMap((task): GraphProblem[] => {
    const { id, label } = task;
    const outgoing = (atTask.get(id) ?? []).filter(({ from }) => from === id);
    if (kindOf(kinds, task)?.ends)
      return outgoing.filter(({ to }) => storedTask(to)).map((edge) => edgeAfterEnd(edge, analysis));
    const unconditional = outgoing.filter((edge) => !edge.condition);
    if (unconditional.length > 1) {
      const unused = unconditional.slice(1).toReversed();
      return [
        {
          code: "ambiguous_edge",
          message:
            `"${label}" has ${unconditional.length} edges without a condition, and only the first is ever taken: ` +
            "leave one edge without a condition. A session never goes two ways at once: " +
            "for that, use one task “Side by side”.",
          taskId: id,
          fix: {
            label: `Keep only the edge to ${nameOf(unconditional[0]?.to ?? "")}`,
            changes: unused.map((edge) => ({ path: pathOf(edge) })),
          },
        },
      ];
    }
    const last = outgoing.at(-1);
    if (!last || unconditional.length === 1) return [];
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

/** A session has ended after such a task, so the edge is never taken. Published versions with such edges run on. */
const edgeAfterEnd = (edge: EdgeDefinition, { pathOf, nameOf }: GraphAnalysis): GraphProblem => ({
  code: "after_end",
  message:
    `The edge from ${nameOf(edge.from)} to ${nameOf(edge.to)} is never taken, ` +
    `because ${nameOf(edge.from)} ends the session: delete the edge, or let it begin at an earlier task.`,
  edgeId: edge.id,
  fix: { label: "Delete the edge", changes: [{ path: pathOf(edge) }] },
});

/** The tasks that cannot be reached. Tasks that edges join, in either direction, are of one part. */
function unreachedParts(
  tasks: readonly TaskDefinition[],
  edges: readonly EdgeDefinition[],
  reached: ReadonlySet<string>,
): TaskDefinition[][] {
  const unreached = tasks.filter(({ id }) => !reached.has(id));
  const inner = edges.filter(({ from, to }) => !reached.has(from) && !reached.has(to));
  const joined = successorsOf([...inner, ...inner.map(({ from, to }) => ({ from: to, to: from }))]);
  const partOf = new Map<string, number>();
  const parts: TaskDefinition[][] = [];
  for (const task of unreached) {
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
