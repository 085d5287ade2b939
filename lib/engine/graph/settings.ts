import type { ValueType } from "../check/value-type";
import type { ValueFormat } from "../describe/value-format";
import { eachPart, isObject } from "../json";
import type { Condition } from "./condition";
import type { GraphDefinition, SettingDefinition, SettingType } from "./definition";
import { formatDuration, parseDuration } from "./duration";
import { isSettingReference } from "./setting-reference";

type SettingValue = SettingDefinition["value"];

/** The largest value of a `money` setting. */
export const maxMoney = 100_000_000_000;

/** The values of settings by key, which templates read as `settings.key`. The first setting of a key counts. */
export const settingValues = ({
  settings,
}: {
  readonly settings: readonly SettingDefinition[];
}): Record<string, SettingValue> => Object.fromEntries(settings.map(({ key, value }) => [key, value]).reverse());

/**
 * The definition with the values of its settings in the place of their names, in conditions, configs and edge labels.
 * Labels write values in the application's `format`. Tasks and edges without a setting stay the same objects. The name
 * of an unknown setting stays.
 */
export function resolveSettings<Definition extends Pick<GraphDefinition, "settings" | "tasks" | "edges">>(
  definition: Definition,
  format: ValueFormat,
): Definition {
  const byKey = new Map(definition.settings.toReversed().map((setting) => [setting.key, setting]));
  const tasks = definition.tasks.map((task) => {
    const config = resolved(task.config, byKey);
    return config === task.config ? task : { ...task, config };
  });
  const edges = definition.edges.map((edge) => {
    const condition = edge.condition && resolveCondition(edge.condition, byKey);
    const label = edge.label?.replace(inLabel, (whole, key: string) => {
      const setting = byKey.get(key);
      return setting ? settingWords(setting, format) : whole;
    });
    return condition === edge.condition && label === edge.label
      ? edge
      : { ...edge, ...(condition && { condition }), ...(label !== undefined && { label }) };
  });
  return { ...definition, tasks, edges };
}

/** A setting in an edge's label: `< {{ settings.approval_limit }}`. */
const inLabel = /\{\{ *settings\.([a-z][a-z0-9_]*) *(?:\|[^{}]*)?\}\}/g;

/** The condition with the values of the settings that it names. */
const resolveCondition = (
  condition: Condition,
  settings: ReadonlyMap<string, Pick<SettingDefinition, "value">>,
): Condition => resolved(condition, settings);

/** The same value when it names no known setting. */
function resolved<Value>(value: Value, settings: ReadonlyMap<string, Pick<SettingDefinition, "value">>): Value {
  if (settings.size === 0 || !namesSetting(value)) return value;
  if (isSettingReference(value)) return (settings.get(value.setting)?.value ?? value) as Value;
  if (Array.isArray(value)) {
    const items = value.map((item) => resolved(item, settings));
    return items.some((item, index) => item !== value[index]) ? (items as Value) : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, resolved(item, settings)] as const);
  return entries.some(([key, item]) => item !== value[key]) ? (Object.fromEntries(entries) as Value) : value;
}

/** Whether a value names a setting. */
function namesSetting(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isSettingReference(value)) return true;
  for (const key of Object.keys(value)) if (namesSetting((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** The settings that a value names, with the paths of the references. */
export function settingsIn(value: unknown, root: readonly (string | number)[] = []): FoundReference[] {
  const found: FoundReference[] = [];
  const path = [...root];
  const visit = (item: unknown): void => {
    if (typeof item !== "object" || item === null) return;
    if (isSettingReference(item)) {
      found.push({ key: item.setting, path: [...path] });
      return;
    }
    eachPart(item, (part, key) => {
      path.push(key);
      visit(part);
      path.pop();
    });
  };
  visit(value);
  return found;
}

/** The key of a setting that a value names, and the path of the name. */
export interface FoundReference {
  key: string;
  path: (string | number)[];
}

/** A setting's value for reading: "$1,000" in the application's `format`, "4 hours", the label of a choice. */
export function settingWords({ type, value, options = [] }: SettingDefinition, format: ValueFormat): string {
  if (type === "money" && typeof value === "number") return format.money(value);
  if (type === "duration" && typeof value === "string") return formatDuration(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return options.find((option) => type === "choice" && option.value === value)?.label ?? String(value);
}

/** The types of settings in a sentence. */
export const settingTypeWords: Record<SettingType, string> = {
  money: "an amount of money",
  duration: "a duration",
  number: "a number",
  text: "text",
  choice: "a choice",
  yes_no: "yes or no",
};

/** Why a setting's value is not of its type, as the end of a sentence; undefined when it is. */
export function settingFault(
  { type, value, options = [] }: SettingDefinition,
  format: ValueFormat,
): string | undefined {
  switch (type) {
    case "money":
      if (!Number.isSafeInteger(value) || Number(value) < 0) return `is not ${format.moneyType}`;
      return Number(value) <= maxMoney ? undefined : `is more than ${format.money(maxMoney)}`;
    case "duration":
      return typeof value === "string" && (parseDuration(value) ?? 0) > 0
        ? undefined
        : "is not a duration like PT4H (4 hours) or P2D (2 days)";
    case "number":
      return typeof value === "number" ? undefined : "is not a number";
    case "text":
      return typeof value === "string" && value !== "" ? undefined : "is not text";
    case "choice":
      if (options.length === 0) return "has no options to choose from";
      return options.some((option) => option.value === value) ? undefined : "is none of its options";
    case "yes_no":
      return typeof value === "boolean" ? undefined : "is neither yes nor no";
  }
}

/** The type of a setting in templates. */
export function settingValueType({ type, options = [] }: SettingDefinition): ValueType {
  switch (type) {
    case "money":
      return { type: "number", unit: "money" };
    case "choice":
      return { type: "choice", values: options.map(({ value }) => value) };
    case "number":
    case "yes_no":
    case "duration":
      return { type };
    default:
      return { type: "text" };
  }
}
