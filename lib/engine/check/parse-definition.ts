import { type Condition, conditionSchema } from "../graph/condition";
import {
  type EdgeDefinition,
  edgeDefinitionSchema,
  type GraphDefinition,
  graphDefinitionSchema,
  maxEdges,
  maxTasks,
  type SettingDefinition,
  settingDefinitionSchema,
  type TaskDefinition,
  taskDefinitionSchema,
} from "../graph/definition";
import { isObject, type JsonObject } from "../json";
import type { GraphProblem } from "./check-graph";
import { describeShape } from "./check-shape";

/** A definition as far as it can be read, and what of its shape is wrong. */
export interface ReadDefinition {
  /** With what is known of the parts that do not fit; undefined for what is no graph at all, or larger than any. */
  definition: GraphDefinition | undefined;
  /** Where its tasks, edges and settings stand in what was given. */
  indexOf: ReadonlyMap<object, number>;
  problems: GraphProblem[];
}

/** Stands for a condition that cannot be read: it names nothing, so that nothing more is said of it. */
const unreadable: Condition = { all: [] };

/** Reads what a definition has, so that one part of a wrong shape hides no problem of the others. */
export function readDefinition(input: unknown): ReadDefinition {
  const parsed = graphDefinitionSchema.safeParse(input);
  if (parsed.success) {
    const { tasks, edges, settings } = parsed.data;
    return { definition: parsed.data, indexOf: indexes([tasks, edges, settings]), problems: [] };
  }
  const problems = describeShape(parsed.error.issues, input);
  const [tasks, edges, settings] = isObject(input) ? [input.tasks, input.edges, input.settings] : [];
  if (!isObject(input) || !Array.isArray(tasks) || tasks.length > maxTasks || listOf(edges).length > maxEdges)
    return { definition: undefined, indexOf: new Map(), problems };
  const read = {
    tasks: listOf(tasks).map(sketchTask),
    edges: listOf(edges).map(sketchEdge),
    settings: listOf(settings).map(sketchSetting),
  };
  const known = <Part>(parts: (Part | undefined)[]): Part[] => parts.flatMap((part) => part ?? []);
  return {
    definition: {
      id: textOf(input.id) ?? "graph",
      name: textOf(input.name) ?? "",
      description: textOf(input.description) ?? "",
      startTaskId: textOf(input.startTaskId) ?? "",
      tasks: known(read.tasks),
      edges: known(read.edges),
      settings: known(read.settings),
    },
    indexOf: indexes([read.tasks, read.edges, read.settings]),
    problems,
  };
}

function indexes(lists: readonly (readonly (object | undefined)[])[]): Map<object, number> {
  const places = new Map<object, number>();
  for (const list of lists) for (const [index, part] of list.entries()) if (part) places.set(part, index);
  return places;
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? Array.from(value) : []);
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function sketchTask(value: unknown): TaskDefinition | undefined {
  const { data } = taskDefinitionSchema.safeParse(value);
  if (data) return data;
  const id = isObject(value) ? textOf(value.id) : undefined;
  if (id === undefined || !isObject(value)) return undefined;
  const config: JsonObject = isObject(value.config) ? value.config : {};
  return { id, kind: textOf(value.kind) ?? "", label: textOf(value.label) || id, config };
}

function sketchEdge(value: unknown): EdgeDefinition | undefined {
  const { data } = edgeDefinitionSchema.safeParse(value);
  if (data) return data;
  if (!isObject(value)) return undefined;
  const [id = "", from, to] = [textOf(value.id), textOf(value.from), textOf(value.to)];
  if (from === undefined || to === undefined) return undefined;
  const condition =
    value.condition === undefined ? undefined : (conditionSchema.safeParse(value.condition).data ?? unreadable);
  return { id, from, to, ...(condition && { condition }) };
}

function sketchSetting(value: unknown): SettingDefinition | undefined {
  const { data } = settingDefinitionSchema.safeParse(value);
  if (data) return data;
  const key = isObject(value) ? textOf(value.key) : undefined;
  // Of no type: nothing is said of where it stands.
  return key === undefined ? undefined : { key, label: key, type: "text", value: "" };
}
