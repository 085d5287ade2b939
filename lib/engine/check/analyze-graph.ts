import type { ValueFormat } from "../describe/value-format";
import type { EdgeDefinition, GraphDefinition, SettingDefinition, TaskDefinition } from "../graph/definition";
import { resolveSettings } from "../graph/settings";
import { type KindRules, type KindRulesMap, readTask } from "../graph/task-kind";
import type { GraphProblem } from "./check-graph";
import { nearest } from "./nearest-name";
import { readDefinition } from "./parse-definition";
import type { ValueTypes } from "./value-type";

/** Names that are looked up for what was meant: more of them help nobody, and each look takes time. */
export const mostLookedUp = 10;

/** A definition as the checks look at it: everything that several of them need is found once. */
export interface Survey {
  /** As it is stored, with settings by their keys. */
  stored: GraphDefinition;
  /** With the values of its settings, each task once, and only the edges between tasks that there are. */
  definition: GraphDefinition;
  kinds: KindRulesMap;
  format: ValueFormat;
  /** The stored task that a task of `definition` was made of; both have one id. */
  storedTask(id: string): TaskDefinition | undefined;
  storedEdge(edge: EdgeDefinition): EdgeDefinition;
  /** The first of each key. */
  settings: ReadonlyMap<string, SettingDefinition>;
  /** The way to a stored task, edge or setting from the root of what was given: `["tasks", 3]`. */
  pathOf(part: TaskDefinition | EdgeDefinition | SettingDefinition): (string | number)[];
  /** A task's name, in quotes; its id where there is no such task. */
  nameOf(taskId: string): string;
  /** A task's kind and its config with the values of settings; undefined when either is not known. */
  read(task: TaskDefinition): { kind: KindRules; config: unknown } | undefined;
  /** What a task writes, with the types inside those that run others. */
  writes(task: TaskDefinition): ValueTypes;
  /** The setting that is most likely meant by a name that is none. */
  meantSetting(key: string): SettingDefinition | undefined;
}

/** Undefined for what cannot be looked at any further; `problems` says why. */
export function surveyGraph(
  input: unknown,
  kinds: KindRulesMap,
  format: ValueFormat,
): { survey: Survey | undefined; problems: GraphProblem[] } {
  const { definition: stored, indexOf, problems } = readDefinition(input);
  if (!stored) return { survey: undefined, problems };
  const tasks = new Map(stored.tasks.toReversed().map((task) => [task.id, task]));
  const unique = stored.tasks.filter((task) => tasks.get(task.id) === task);
  const joined = stored.edges.filter(({ from, to }) => tasks.has(from) && tasks.has(to));
  const definition = resolveSettings({ ...stored, tasks: unique, edges: joined }, format);
  const storedEdges = new Map(definition.edges.map((edge, index) => [edge, joined[index] ?? edge]));
  const readings = new Map<TaskDefinition, ReturnType<typeof readTask>>();
  const written = new Map<TaskDefinition, ValueTypes>();
  const settings = new Map(stored.settings.toReversed().map((setting) => [setting.key, setting]));
  const meant = new Map<string, SettingDefinition | undefined>();
  const listOf = new Map<object, string>();
  for (const name of ["tasks", "edges", "settings"] as const) for (const part of stored[name]) listOf.set(part, name);
  const survey: Survey = {
    stored,
    definition,
    kinds,
    format,
    storedTask: (id) => tasks.get(id),
    storedEdge: (edge) => storedEdges.get(edge) ?? edge,
    settings,
    pathOf: (part) => [listOf.get(part) ?? "", indexOf.get(part) ?? 0],
    nameOf: (id) => `"${tasks.get(id)?.label ?? id}"`,
    read(task) {
      if (!readings.has(task)) readings.set(task, readTask(task, kinds));
      return readings.get(task);
    },
    writes(task) {
      const known = written.get(task);
      if (known) return known;
      const read = survey.read(task);
      const types = read?.kind.writes(read.config, survey.writes) ?? {};
      written.set(task, types);
      return types;
    },
    meantSetting(key) {
      if (!meant.has(key) && meant.size < mostLookedUp)
        meant.set(key, settings.get(nearest(key, settings.keys()) ?? ""));
      return meant.get(key);
    },
  };
  return { survey, problems };
}
