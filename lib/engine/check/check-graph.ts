import { plainFormat, type ValueFormat } from "../describe/value-format";
import { deepestDefinition } from "../graph/definition";
import type { KindRulesMap } from "../graph/task-kind";
import { isDeeperThan } from "../json";
import { type Survey, surveyGraph } from "./analyze-graph";
import { checkWays } from "./check-edges";
import { checkFields } from "./check-fields";
import { checkNames } from "./check-ids";
import { unboundedLoops } from "./check-loops";
import { checkSettings } from "./check-settings";
import { checkTasks } from "./check-tasks";
import { checkWords } from "./check-texts";
import { gather, mostProblems } from "./gather";

/**
 * Changes of the definition that mend a problem, one after another: what stands at each path afterwards; without a value
 * it goes.
 */
export interface ProblemFix {
  /** What a button for it says: "Connect it to “Final Summary”". */
  label: string;
  changes: { path: (string | number)[]; value?: unknown }[];
}

/** One reason why a definition cannot be published, with the task, edge or setting it is about. */
export interface GraphProblem {
  code:
    | "shape"
    | "duplicate_id"
    | "start"
    | "dangling_edge"
    | "unknown_kind"
    | "config"
    | "unreachable"
    | "no_end"
    | "dead_end"
    | "ambiguous_edge"
    | "loop_never_waits"
    | "waiting_child"
    | "unknown_field"
    | "condition_type"
    | "setting"
    | "words";
  message: string;
  taskId?: string;
  edgeId?: string;
  settingKey?: string;
  /** Where in the task, edge or setting: `["config", "limit"]`, `["condition", "all", 0, "value"]`. */
  path?: (string | number)[];
  fix?: ProblemFix;
}

/**
 * The problems of a definition; an empty list means it may be published. A part of a wrong shape hides no problem of
 * the others; of more than a thousand, the first are listed and the last says that there are more. Never throws,
 * whatever it is given, and takes a time that grows with the definition. Messages write values in the application's
 * `format`.
 */
export function checkGraph(input: unknown, kinds: KindRulesMap, format: ValueFormat = plainFormat): GraphProblem[] {
  if (isDeeperThan(input, deepestDefinition)) return [{ code: "shape", message: "The graph is nested too deeply." }];
  const { survey, problems } = surveyGraph(input, kinds, format);
  if (!survey) return listed(problems);
  const checks: (() => GraphProblem[])[] = [
    () => problems,
    () => checkWords(survey.stored).map((problem): GraphProblem => ({ code: "words", ...problem })),
    () => checkNames(survey),
    () => checkTasks(survey),
    () => checkWays(survey),
    () => checkLoops(survey),
    () => checkFields(survey),
    () => checkSettings(survey),
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

function checkLoops({ definition, read, writes, nameOf }: Survey): GraphProblem[] {
  const traits = new Map(
    definition.tasks.flatMap((task) => {
      const { kind, config } = read(task) ?? {};
      if (!kind) return [];
      const bounds = kind.ends || (kind.bounds?.(config) ?? false);
      return [[task.id, { bounds, counts: kind.counts?.(config) ?? {}, writes: Object.keys(writes(task)) }]];
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
