import { plainFormat, type ValueFormat } from "../describe/value-format";
import { deepestDefinition } from "../graph/definition";
import type { KindRules, KindRulesMap } from "../graph/task-kind";
import { isDeeperThan } from "../json";
import { analyzeGraph, type GraphAnalysis } from "./analyze-graph";
import { checkDecisions } from "./check-decisions";
import { checkEdges } from "./check-edges";
import { checkFields } from "./check-fields";
import { checkIds } from "./check-ids";
import { unboundedLoops } from "./check-loops";
import { checkSettings } from "./check-settings";
import { checkTasks } from "./check-tasks";
import { checkTexts } from "./check-texts";
import { gather, mostProblems } from "./gather";
import type { GraphProblem } from "./graph-problem";

/**
 * The problems of a definition; an empty list means that it may be published. A part of a wrong shape hides no problem
 * of the other parts. Of more than a thousand problems the first are listed, and the last says that there are more.
 * Messages write values in the application's `format`. It never throws. Its time grows linearly with the definition.
 */
export function checkGraph(input: unknown, kinds: KindRulesMap, format: ValueFormat = plainFormat): GraphProblem[] {
  if (isDeeperThan(input, deepestDefinition)) return [{ code: "shape", message: "The graph is nested too deeply." }];
  const { analysis, problems } = analyzeGraph(input, kinds, format);
  if (!analysis) return listed(problems);
  const checks: (() => GraphProblem[])[] = [
    () => problems,
    () => checkTexts(analysis.stored).map((problem): GraphProblem => ({ code: "words", ...problem })),
    () => checkIds(analysis),
    () => checkTasks(analysis),
    () => checkEdges(analysis),
    () => checkDecisions(analysis),
    () => checkLoops(analysis),
    () => checkFields(analysis),
    () => checkSettings(analysis),
  ];
  return listed(gather(checks, (check) => check()));
}

function listed(problems: GraphProblem[]): GraphProblem[] {
  if (problems.length <= mostProblems) return problems;
  const more: GraphProblem = {
    code: "shape",
    message: `There are more problems: these are the first ${mostProblems.toLocaleString("en")}.`,
  };
  return [...problems.slice(0, mostProblems), more];
}

function repeatsOf(kind: KindRules, config: unknown) {
  const repeats = kind.repeats?.(config);
  const values = kind.decides?.(config).values ?? [];
  return repeats && { ...repeats, others: values.filter((value) => value !== repeats.value) };
}

function checkLoops({ definition, parse, writes, nameOf }: GraphAnalysis): GraphProblem[] {
  const traits = new Map(
    definition.tasks.flatMap((task) => {
      const { kind, config } = parse(task) ?? {};
      if (!kind) return [];
      const bounds = kind.ends || (kind.bounds?.(config) ?? false);
      const repeats = repeatsOf(kind, config);
      return [[task.id, { bounds, counts: kind.counts?.(config) ?? {}, writes: Object.keys(writes(task)), repeats }]];
    }),
  );
  return unboundedLoops(definition, (id) => traits.get(id)).map(
    (loop): GraphProblem => ({
      code: "loop_never_waits",
      message:
        `The loop ${[...loop, loop[0] ?? ""].map(nameOf).join(" → ")} never waits for a person ` +
        "and has no limit: put a task that waits into it, or count its rounds and let a condition end it.",
      taskId: loop[0],
    }),
  );
}
