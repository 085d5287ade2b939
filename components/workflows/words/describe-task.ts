import type { Condition, TaskDefinition } from "@/lib/engine";
import { type ConditionWords, conditionSchema, describeCondition, formatDuration } from "@/lib/engine/definition-kit";
import { formatMoney } from "@/lib/money";
import { type FieldMeta, fieldsOf } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { upperFirst } from "@/lib/words";
import { describeDuration } from "./describe-duration";
import { describeRetry } from "./describe-runs";
import { describeTemplate } from "./template-words";

/** A name and the lines below it. */
interface Row {
  name: string;
  lines: string[];
}

/** The texts of the inspector about a task. The server makes them, so that the page does not load the task kinds. */
export interface TaskWords {
  /** The lines of the designer's description. */
  description: string[];
  stage?: string;
  kindDescription: string;
  how: Row[];
  settings: Row[];
}

interface DescribedTasks {
  /** They must contain the values of settings (see `resolveSettings`). */
  tasks: readonly TaskDefinition[];
  /** The values of settings in words, by key: templates name them. */
  settings: ReadonlyMap<string, string>;
}

/** The texts of tasks by task id. Templates are text that can be read aloud. */
export const describeTasks = ({ tasks, settings }: DescribedTasks, words: ConditionWords): Record<string, TaskWords> =>
  Object.fromEntries(
    tasks.map((task) => {
      const told = describeTask(task, words);
      const withoutTemplates = ({ name, lines }: Row) => ({
        ...{ name, lines: lines.map((line) => describeTemplate(line, settings)) },
      });
      return [task.id, { ...told, settings: told.settings.map(withoutTemplates) }];
    }),
  );

function describeTask(task: TaskDefinition, words: ConditionWords): TaskWords {
  const known = Object.hasOwn(taskKinds, task.kind) ? taskKinds[task.kind] : undefined;
  const how: Row[] = [
    { name: "Stage", lines: task.stage ? [task.stage] : [] },
    { name: "Time limit", lines: task.timeoutMs ? [describeDuration(task.timeoutMs)] : [] },
    { name: "When it fails", lines: [describeRetry(task.retry)] },
    { name: "Id", lines: [task.id] },
  ];
  // Stored JSON has lost the order of its keys. Parsing restores the order of the schema.
  const parsed = known?.configSchema.safeParse(task.config);
  const config = parsed?.success ? { ...(parsed.data as object) } : task.config;
  const details = parsed?.success && known ? detailsOf(known, parsed.data, words) : undefined;
  return {
    description: task.description?.split("\n").filter(Boolean) ?? [],
    ...(task.stage && { stage: task.stage }),
    kindDescription: known?.description ?? "This kind of task is not known here.",
    how: how.filter((row) => row.lines.length > 0),
    settings: describeConfig(config, words, known && fieldsOf(known.configSchema)).map((row) =>
      row.name === details?.name ? details : row,
    ),
  };
}

type Kind = (typeof taskKinds)[string];

/** The sentences of a decision table, under the name of its field. */
function detailsOf({ details, configSchema }: Kind, config: unknown, words: ConditionWords): Row | undefined {
  const field = Object.values(fieldsOf(configSchema)).find(({ widget }) => widget === "decision_table");
  return field && details ? { name: field.label, lines: details(config, words) } : undefined;
}

/**
 * A config as rows without empty values. Keys become labels, cents become dollars, milliseconds and durations become
 * times, conditions become sentences, and each entry of a list becomes a line.
 */
export function describeConfig(
  config: Record<string, unknown>,
  words: ConditionWords,
  fields: Readonly<Record<string, FieldMeta>> = {},
): Row[] {
  return Object.entries(config)
    .map(([key, value]) => ({
      name: fields[key]?.label ?? nameOf(key),
      lines: widgetLines(fields[key]?.widget, value) ?? linesOf(key, value, words),
    }))
    .filter((row) => row.lines.length > 0);
}

function widgetLines(widget: FieldMeta["widget"], value: unknown): string[] | undefined {
  if (widget === "money" && typeof value === "number") return [formatMoney(value)];
  return widget === "duration" && typeof value === "string" ? [formatDuration(value)] : undefined;
}

/** "statusMessage" -> "Status message", "amount_cents" -> "Amount". */
function nameOf(key: string): string {
  const words = key
    .replace(/(_cents|Ms)$/, "")
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`)
    .replaceAll("_", " ");
  return upperFirst(words);
}

function linesOf(key: string, value: unknown, words: ConditionWords): string[] {
  if (value === null || value === undefined || value === "") return [];
  return Array.isArray(value) ? value.map((part) => lineOf(key, part, words)) : [lineOf(key, value, words)];
}

function lineOf(key: string, value: unknown, words: ConditionWords): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && /_cents$/.test(key)) return formatMoney(value);
  if (typeof value === "number" && /Ms$/.test(key)) return describeDuration(value);
  if (typeof value !== "object" || value === null) return String(value);
  return isCondition(value) ? describeCondition(value, words) : describeParts({ ...value }, words);
}

const isCondition = (value: unknown): value is Condition => conditionSchema.safeParse(value).success;

/** An object in words. It may have a condition (`when`), a label with a type, a value under a key, or a text. */
function describeParts({ when, ...parts }: Record<string, unknown>, words: ConditionWords): string {
  if (isCondition(when)) return `${describeParts(parts, words)}, if ${describeCondition(when, words)}`;
  const { key, value, label, type, required, description, text } = parts;
  if (typeof label === "string") {
    const remarks = [typeof type === "string" && type.replaceAll("_", " "), required === true && "required"].filter(
      Boolean,
    );
    return `${label}${remarks.length > 0 ? ` (${remarks.join(", ")})` : ""}${description ? `: ${description}` : ""}`;
  }
  if (typeof key === "string" && "value" in parts) return `${nameOf(key)} = ${lineOf(key, value, words)}`;
  if (typeof text === "string") return text;
  return Object.entries(parts)
    .map(([name, part]) => `${nameOf(name)}: ${linesOf(name, part, words).join(", ")}`)
    .join("; ");
}
