import { plainFormat, type ValueFormat } from "../../describe/value-format";
import type { TaskDefinition } from "../../graph/definition";
import type { KindRulesMap } from "../../graph/task-kind";
import { analyzeGraph, type GraphAnalysis } from "../analyze-graph";
import { givenTypes } from "../check-fields";
import { guessStart } from "../check-ids";
import { reachable, successorsOf } from "../check-loops";
import { gather } from "../gather";
import type { GraphProblem } from "../graph-problem";

/** Warnings in one answer. They are for a person who reads them all. */
const mostWarnings = 50;

/**
 * What a designer may want to know of a definition without problems, in the shape of problems: edges that are never
 * taken, names that two tasks share, printed values that are missing on some way. A warning does not stop publishing.
 * A definition with problems has no warnings. It never throws.
 */
export function findWarnings(input: unknown, kinds: KindRulesMap, format: ValueFormat = plainFormat): GraphProblem[] {
  const { analysis, problems } = analyzeGraph(input, kinds, format);
  if (!analysis || problems.length > 0) return [];
  const found = [...repeatedConditions(analysis), ...sharedNames(analysis), ...missingOnSomeWay(analysis)];
  return found.slice(0, mostWarnings);
}

/** Edges with the condition of an earlier edge of their task. */
function repeatedConditions({ stored, nameOf, pathOf }: GraphAnalysis): GraphProblem[] {
  const first = new Map<string, string>();
  return stored.edges.flatMap(({ condition, ...edge }, index): GraphProblem[] => {
    if (!condition) return [];
    const key = JSON.stringify([edge.from, condition]);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, edge.to);
    const whole = stored.edges[index];
    if (earlier === undefined || !whole) return [];
    return [
      {
        severity: "warning",
        code: "never_taken",
        message:
          `The edge from ${nameOf(edge.from)} to ${nameOf(edge.to)} is never taken: ` +
          `the edge to ${nameOf(earlier)} has the same condition and is tried first.`,
        edgeId: edge.id,
        path: ["condition"],
        fix: { label: "Delete the edge", changes: [{ path: pathOf(whole) }] },
      },
    ];
  });
}

/** Tasks with the name of an earlier task. */
function sharedNames({ definition }: GraphAnalysis): GraphProblem[] {
  const seen = new Set<string>();
  return definition.tasks.flatMap(({ id, label }): GraphProblem[] => {
    const name = label.trim().toLowerCase();
    const isShared = seen.has(name);
    seen.add(name);
    const message = `Two tasks are called "${label}": give one of them another name, so that lists tell them apart.`;
    return isShared ? [{ severity: "warning", code: "same_name", message, taskId: id, path: ["label"] }] : [];
  });
}

/** Values that a template prints although a session can come to it without a task that sets them. */
function missingOnSomeWay(analysis: GraphAnalysis): GraphProblem[] {
  const { tasks, edges } = analysis.definition;
  const start = guessStart(analysis);
  if (start === undefined) return [];
  const next = successorsOf(edges);
  const writers = new Map<string, string[]>();
  for (const task of tasks)
    for (const key of Object.keys(analysis.writes(task))) writers.set(key, [...(writers.get(key) ?? []), task.id]);
  const without = new Map<string, ReadonlySet<string>>();
  /** The tasks that a session can reach before any task that sets the key. */
  const reachedWithout = (key: string): ReadonlySet<string> => {
    const known = without.get(key);
    if (known) return known;
    const setters = new Set(writers.get(key));
    const ways = new Map([...next].filter(([id]) => !setters.has(id)));
    const found = reachable([start], ways);
    for (const id of setters) found.delete(id);
    without.set(key, found);
    return found;
  };
  return gather(tasks, (task) =>
    printedKeys(task, analysis).flatMap((key): GraphProblem[] => {
      const [writer] = writers.get(key) ?? [];
      if (writer === undefined || Object.hasOwn(givenTypes, key) || !reachedWithout(key).has(task.id)) return [];
      return [
        {
          severity: "warning",
          code: "may_be_missing",
          message:
            `"${task.label}" prints "${key}", which is empty on a way that does not pass ${analysis.nameOf(writer)}: ` +
            `set it on every way, or print it only {% if ${key} %}.`,
          taskId: task.id,
        },
      ];
    }),
  );
}

/** The keys that the templates of a task print in every case. */
function printedKeys(task: TaskDefinition, { parse }: GraphAnalysis): string[] {
  const { kind, config } = parse(task) ?? {};
  return [...new Set((kind?.prints?.(config) ?? []).flatMap(({ key }) => key ?? []))];
}
