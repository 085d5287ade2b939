import type { z } from "zod";
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
import { describeShape } from "./check-shape";
import type { GraphProblem } from "./graph-problem";

/** The parts of a definition that parse, and the problems of its shape. */
interface ParsedDefinition {
  /** Parts that do not parse have their known values; undefined for an input that is not a graph, or too large. */
  definition: GraphDefinition | undefined;
  /** The positions of its tasks, edges and settings in their lists of the input. */
  indexOf: ReadonlyMap<object, number>;
  problems: GraphProblem[];
}

const { startedBy, startedWith, sessionWord, collections } = graphDefinitionSchema.shape;

/** In the place of a condition that does not parse. It names no field, so it has no further problem. */
const unknownCondition: Condition = { all: [] };

/** Parses every part of a definition by itself, so that a part of a wrong shape hides no problem of the others. */
export function parseDefinition(input: unknown): ParsedDefinition {
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
    tasks: listOf(tasks).map(recoverTask),
    edges: listOf(edges).map(recoverEdge),
    settings: listOf(settings).map(recoverSetting),
  };
  const known = <Part>(parts: (Part | undefined)[]): Part[] => parts.flatMap((part) => part ?? []);
  return {
    definition: {
      id: textOf(input.id) ?? "graph",
      name: textOf(input.name) ?? "",
      description: textOf(input.description) ?? "",
      startedBy: parsedOr(startedBy, input.startedBy),
      startedWith: parsedOr(startedWith, input.startedWith),
      sessionWord: parsedOr(sessionWord, input.sessionWord),
      collections: parsedOr(collections, input.collections),
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

/** The value where it parses; else the default of the schema. */
const parsedOr = <Value>(schema: z.ZodType<Value, unknown>, value: unknown): Value =>
  schema.safeParse(value).data ?? schema.parse(undefined);

function recoverTask(value: unknown): TaskDefinition | undefined {
  const { data } = taskDefinitionSchema.safeParse(value);
  if (data) return data;
  const id = isObject(value) ? textOf(value.id) : undefined;
  if (id === undefined || !isObject(value)) return undefined;
  const config: JsonObject = isObject(value.config) ? value.config : {};
  return { id, kind: textOf(value.kind) ?? "", label: textOf(value.label) || id, config };
}

function recoverEdge(value: unknown): EdgeDefinition | undefined {
  const { data } = edgeDefinitionSchema.safeParse(value);
  if (data) return data;
  if (!isObject(value)) return undefined;
  const [id = "", from, to] = [textOf(value.id), textOf(value.from), textOf(value.to)];
  if (from === undefined || to === undefined) return undefined;
  const condition =
    value.condition === undefined ? undefined : (conditionSchema.safeParse(value.condition).data ?? unknownCondition);
  return { id, from, to, ...(condition && { condition }) };
}

function recoverSetting(value: unknown): SettingDefinition | undefined {
  const { data } = settingDefinitionSchema.safeParse(value);
  if (data) return data;
  const key = isObject(value) ? textOf(value.key) : undefined;
  // A text without a value is not compared with the places that name it.
  return key === undefined ? undefined : { key, label: key, type: "text", value: "" };
}
