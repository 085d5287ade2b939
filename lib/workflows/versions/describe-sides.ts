import { z } from "zod";
import type { Condition, GraphDefinition, TaskDefinition } from "@/lib/engine";
import { type EdgeDefinition, type SettingDefinition, settingWords } from "@/lib/engine/definition-kit";
import type { EditorDocument } from "../commands/document";
import { orderKey, type ValuePath, valueAt } from "../commands/merging/merge-values";
import { valueFormat } from "../describing/describe-words";
import { starterWords, startWords } from "./compare-definitions";
import { compareTask, describeKindOf } from "./compare-tasks";
import { type ChangeLine, compareValues, type SideWords, schemaAt, schemaOf, unwrap } from "./compare-values";
import {
  describeMilliseconds,
  describeStoredCondition,
  describeValue,
  isCondition,
  nameOfItem,
  wordOfKey,
  wordsOfDefinition,
} from "./describe-values";

/** One side of a conflict, with the document that both sides started from. */
interface SideOfConflict {
  path: ValuePath;
  /** Undefined where the side has deleted it. */
  value: unknown;
  base: EditorDocument;
  document: EditorDocument;
}

interface Place {
  id: string;
  field: ValuePath;
  value: unknown;
  before: unknown;
  definition: GraphDefinition;
  words: SideWords;
}

/**
 * What one side of a conflict has, in the words of the forms: a text unchanged, any other value as a sentence says it,
 * and of a part that both sides changed what this side has changed. It holds no JSON.
 */
export function describeSide({ path, value, base, document }: SideOfConflict): string {
  const [part, list = "", id = "", ...field] = path;
  const isPart = ["tasks", "edges", "settings", "notes", "groups"].includes(list);
  if (value === undefined) return isPart && field.length === 0 ? "Deleted" : "Empty";
  if (path.includes(orderKey)) return describeOrder(path, value, document);
  if (part === "layout") return describeLayout(list, field, value);
  const words = { before: wordsOfDefinition(base.definition), after: wordsOfDefinition(document.definition) };
  const place = { id, field, value, before: valueAt(base, path), definition: document.definition, words };
  if (list === "tasks") return describeTaskSide(place);
  if (list === "edges") return describeEdgeSide(place);
  if (list === "settings") return describeSettingSide(place);
  return describeWorkflowSide(list, place);
}

/** The names of the items in their order. Edges are named by the tasks that they lead to. */
function describeOrder(path: ValuePath, ids: unknown, document: EditorDocument): string {
  const list = path.slice(0, path.indexOf(orderKey));
  const names = (Array.isArray(ids) ? ids.map(String) : []).map((id) => {
    const item = valueAt(document, [...list, id]);
    return list.at(-1) === "edges"
      ? taskName(document.definition, (item as EdgeDefinition | undefined)?.to ?? id)
      : (nameOfItem(item) ?? `“${id}”`);
  });
  return names.map((name, index) => `${index + 1}. ${name}`).join("\n");
}

function describeLayout(list: string, field: ValuePath, value: unknown): string {
  const { x, y, text, label } = Object(value) as { x?: number; y?: number; text?: unknown; label?: unknown };
  if (list === "positions") return `${x} from the left, ${y} from the top`;
  return field.length === 0 ? String(text ?? label ?? "Changed") : asText(value, String(value));
}

function describeTaskSide(place: Place): string {
  const { field, value, before, words, definition, id } = place;
  const task = value as TaskDefinition;
  if (field.length === 0) {
    const changes = before === undefined ? describeKindOf(task) : compareTask(before as TaskDefinition, task, words);
    return before === undefined ? [`“${task.label}”`, ...sentences(changes)].join("\n") : joined(changes);
  }
  const [part = "", ...rest] = field;
  if (part.endsWith("Ms")) return describeMilliseconds(value);
  const kind = definition.tasks.find((one) => one.id === id)?.kind;
  return part === "config" ? describeAt(place, schemaIn(schemaOf(kind), rest)) : describeAt(place, undefined);
}

/** The schema of a value in a config, by its path; entries of lists stand by their ids. */
const schemaIn = (schema: z.ZodType | undefined, path: ValuePath): z.ZodType | undefined =>
  path.reduce<z.ZodType | undefined>((at, key) => {
    const inner = unwrap(at).schema;
    return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : schemaAt({ schema: inner }, key);
  }, schema);

/** A value as its form shows it; of lists and groups that both sides had, what is different. */
function describeAt({ value, before, words }: Place, schema: z.ZodType | undefined): string {
  const isGroup = typeof value === "object" && value !== null && typeof before === "object" && before !== null;
  const lines = isGroup && !isCondition(value) ? compareValues(before, value, { schema, path: [], words }) : [];
  if (lines.length > 0) return joined(lines);
  return asText(value, describeValue(value, words.after, unwrap(schema).meta));
}

function describeEdgeSide({ field: [field], value, definition, words }: Place): string {
  if (field === "from" || field === "to") return taskName(definition, String(value));
  if (field === "condition") return describeStoredCondition(value as Condition, words.after);
  if (field !== undefined) return asText(value, describeValue(value, words.after));
  const { from, to, condition } = value as EdgeDefinition;
  const when = condition ? `, if ${describeStoredCondition(condition, words.after)}` : "";
  return `From ${taskName(definition, from)} to ${taskName(definition, to)}${when}`;
}

function describeSettingSide({ id, field: [field], value, definition, words }: Place): string {
  const setting = definition.settings.find(({ key }) => key === id);
  if (field === undefined) return `${(value as SettingDefinition).label}: ${settingValue(value as SettingDefinition)}`;
  if (field === "type") return wordOfKey(String(value));
  if (field === "value" && setting) return settingValue(setting);
  return asText(value, describeValue(value, words.after));
}

const settingValue = (setting: SettingDefinition): string => settingWords(setting, valueFormat) || "Empty";

function describeWorkflowSide(field: string, { value, definition, words }: Place): string {
  const { startedBy, startedWith, startTaskId } = definition;
  if (field === "startTaskId") return taskName(definition, startTaskId);
  if (field === "startedBy") return startedBy.map((role) => starterWords[role]).join(", ") || "Nobody";
  if (field === "startedWith") return startWords[startedWith];
  return asText(value, describeValue(value, words.after));
}

/** A text stands without quotes; values with words of their own stand as these. */
const asText = (value: unknown, described: string): string => {
  if (value === "") return "Empty";
  return typeof value === "string" && described === `“${value}”` ? value : described;
};

const sentences = (lines: readonly ChangeLine[]): string[] => lines.map(({ sentence }) => sentence);
const joined = (lines: readonly ChangeLine[]): string => sentences(lines).join("\n") || "Not changed";

const taskName = ({ tasks }: GraphDefinition, taskId: string): string =>
  `“${tasks.find(({ id }) => id === taskId)?.label || taskId}”`;
