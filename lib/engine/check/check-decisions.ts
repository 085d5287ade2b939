import { mayHold } from "../graph/condition";
import type { EdgeDefinition, TaskDefinition } from "../graph/definition";
import type { DecidedKey } from "../graph/task-kind";
import type { GraphAnalysis } from "./analyze-graph";
import { comparisonsIn, typeMismatches } from "./check-conditions";
import { gather } from "./gather";
import type { GraphProblem } from "./graph-problem";
import { TypeLookup } from "./value-type";

/** Decisions of a task that no edge handles, and edges that test a decision that the task before them cannot make. */
export function checkDecisions(analysis: GraphAnalysis): GraphProblem[] {
  const outgoing = Map.groupBy(analysis.definition.edges, ({ from }) => from);
  const types = new TypeLookup();
  for (const task of analysis.definition.tasks) types.add(analysis.writes(task));
  return gather(analysis.definition.tasks, (task) => {
    const { kind, config } = analysis.parse(task) ?? {};
    const decided = kind?.decides?.(config);
    if (!decided) return [];
    const edges = outgoing.get(task.id) ?? [];
    const unknown = edges.flatMap((edge) => unknownIn(edge, decided, { analysis, types }));
    return [...unhandled(task, edges, decided), ...unknown];
  });
}

function unhandled({ id, label }: TaskDefinition, edges: readonly EdgeDefinition[], decided: DecidedKey) {
  const isHandled = (value: string): boolean =>
    edges.some(({ condition }) => !condition || mayHold(condition, decided.key, value));
  return decided.handled
    .filter(({ value }) => !isHandled(value))
    .map(
      (one): GraphProblem => ({
        code: "outcome",
        message: `"${label}" has no edge for “${one.label}”: let a condition test it, or add an edge without one.`,
        taskId: id,
        path: ["config", ...one.path],
      }),
    );
}

/** Comparisons with a value that the task never sets. A value that no task sets is a problem of its own. */
function unknownIn(
  edge: EdgeDefinition,
  { key, values }: DecidedKey,
  { analysis, types }: { analysis: GraphAnalysis; types: TypeLookup },
): GraphProblem[] {
  if (!edge.condition) return [];
  const { nameOf } = analysis;
  return comparisonsIn(edge.condition).flatMap(({ comparison, path }): GraphProblem[] => {
    const { field, op, value } = comparison;
    if (field !== key || typeMismatches(comparison, types, analysis).length > 0) return [];
    const tested = op === "eq" ? [value] : op === "in" ? value : [];
    const unknown = tested.filter((one) => typeof one !== "string" || !values.includes(one));
    if (unknown.length === 0) return [];
    const names = unknown.map((one) => `“${String(one)}”`).join(", ");
    return [
      {
        code: "outcome",
        message:
          `The condition of the edge from ${nameOf(edge.from)} to ${nameOf(edge.to)} tests the decision ${names}, ` +
          `which ${nameOf(edge.from)} does not offer: it offers ${values.join(", ")}.`,
        edgeId: edge.id,
        path: ["condition", ...path, "value"],
      },
    ];
  });
}
