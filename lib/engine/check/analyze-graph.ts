import type { ValueFormat } from "../describe/value-format";
import type { EdgeDefinition, GraphDefinition, SettingDefinition, TaskDefinition } from "../graph/definition";
import { resolveSettings } from "../graph/settings";
import { type KindRules, type KindRulesMap, parseTask } from "../graph/task-kind";
import { nearestName } from "./algorithms/nearest-name";
import type { GraphProblem } from "./graph-problem";
import { parseDefinition } from "./parse-definition";
import type { ValueTypes } from "./value-type";

/** Unknown names that get a suggestion. Each suggestion takes time, and more of them do not help. */
export const maxSuggestions = 10;

/** A definition with what several checks need of it, found once. */
export interface GraphAnalysis {
  /** The definition as it is stored, which names settings by their keys. */
  stored: GraphDefinition;
  /** The definition with the values of its settings. Each task id occurs once, and every edge joins existing tasks. */
  definition: GraphDefinition;
  kinds: KindRulesMap;
  format: ValueFormat;
  /** The stored task of this id. */
  storedTask(id: string): TaskDefinition | undefined;
  storedEdge(edge: EdgeDefinition): EdgeDefinition;
  /** Settings by their keys. The first of a key counts. */
  settings: ReadonlyMap<string, SettingDefinition>;
  /** The path of a stored task, edge or setting in the input: `["tasks", 3]`. */
  pathOf(part: TaskDefinition | EdgeDefinition | SettingDefinition): (string | number)[];
  /** The label of a task, in quotes; its id when there is no such task. */
  nameOf(taskId: string): string;
  /** A task's kind and its config with the values of settings; undefined when either is not known. */
  parse(task: TaskDefinition): { kind: KindRules; config: unknown } | undefined;
  /** The types of what a task writes, and of what the tasks inside it write. */
  writes(task: TaskDefinition): ValueTypes;
  /** The setting with the most similar key. */
  suggestSetting(key: string): SettingDefinition | undefined;
}

/** The analysis is undefined for an input that is not a graph; `problems` says why. */
export function analyzeGraph(
  input: unknown,
  kinds: KindRulesMap,
  format: ValueFormat,
): { analysis: GraphAnalysis | undefined; problems: GraphProblem[] } {
  const { definition: stored, indexOf, problems } = parseDefinition(input);
  if (!stored) return { analysis: undefined, problems };
  const tasks = new Map(stored.tasks.toReversed().map((task) => [task.id, task]));
  const unique = stored.tasks.filter((task) => tasks.get(task.id) === task);
  const joined = stored.edges.filter(({ from, to }) => tasks.has(from) && tasks.has(to));
  const definition = resolveSettings({ ...stored, tasks: unique, edges: joined }, format);
  const storedEdges = new Map(definition.edges.map((edge, index) => [edge, joined[index] ?? edge]));
  const parsedTasks = new Map<TaskDefinition, ReturnType<typeof parseTask>>();
  const writtenTypes = new Map<TaskDefinition, ValueTypes>();
  const settings = new Map(stored.settings.toReversed().map((setting) => [setting.key, setting]));
  const suggestions = new Map<string, SettingDefinition | undefined>();
  const listOf = new Map<object, string>();
  for (const name of ["tasks", "edges", "settings"] as const) for (const part of stored[name]) listOf.set(part, name);
  const analysis: GraphAnalysis = {
    stored,
    definition,
    kinds,
    format,
    storedTask: (id) => tasks.get(id),
    storedEdge: (edge) => storedEdges.get(edge) ?? edge,
    settings,
    pathOf: (part) => [listOf.get(part) ?? "", indexOf.get(part) ?? 0],
    nameOf: (id) => `"${tasks.get(id)?.label ?? id}"`,
    parse(task) {
      if (!parsedTasks.has(task)) parsedTasks.set(task, parseTask(task, kinds));
      return parsedTasks.get(task);
    },
    writes(task) {
      const known = writtenTypes.get(task);
      if (known) return known;
      const parsed = analysis.parse(task);
      const types = parsed?.kind.writes(parsed.config, analysis.writes) ?? {};
      writtenTypes.set(task, types);
      return types;
    },
    suggestSetting(key) {
      if (!suggestions.has(key) && suggestions.size < maxSuggestions)
        suggestions.set(key, settings.get(nearestName(key, settings.keys()) ?? ""));
      return suggestions.get(key);
    },
  };
  return { analysis, problems };
}
