import type { ValueFormat } from "../describe/value-format";
import type { Comparison, Condition } from "../graph/condition";
import type { SettingDefinition } from "../graph/definition";
import { parseDuration } from "../graph/duration";
import { isSettingReference, type SettingReference } from "../graph/setting-reference";
import { settingFault, settingTypeWords } from "../graph/settings";
import { isIsoDay, isIsoTime } from "../json";
import { describeTypes, type PlainType, type TypeLookup } from "./value-type";

type Value = string | number | boolean | null;
type Settings = ReadonlyMap<string, SettingDefinition>;
type Path = (string | number)[];

/** The settings of a definition, and how their values are written. */
interface SettingValues {
  settings: Settings;
  format: ValueFormat;
}

/** A problem at a path in a condition. */
interface ConditionFinding {
  message: string;
  path: Path;
}

/** Every comparison of a condition, with its path. */
export function comparisonsIn(condition: Condition, path: Path = []): { comparison: Comparison; path: Path }[] {
  if ("all" in condition) return condition.all.flatMap((part, index) => comparisonsIn(part, [...path, "all", index]));
  if ("any" in condition) return condition.any.flatMap((part, index) => comparisonsIn(part, [...path, "any", index]));
  return "not" in condition ? comparisonsIn(condition.not, [...path, "not"]) : [{ comparison: condition, path }];
}

/** The comparisons whose value does not fit the type of their field: a sentence each. */
export function typeMismatches(condition: Condition, types: TypeLookup, known: SettingValues): ConditionFinding[] {
  return comparisonsIn(condition).flatMap(({ comparison, path }) => {
    const found = types.at(comparison.field);
    if (!found || found.length === 0 || found.some((type) => canMatch(comparison, type, types, known))) return [];
    const is = describeTypes(mergeChoices(found), known.format);
    const { field, op, value } = comparison;
    const asked = value === undefined ? op : `${op} ${describeValue(value, known.settings)}`;
    return [{ message: `“${field}” is ${is}: “${asked}” does not fit it.`, path: [...path, "value"] }];
  });
}

function describeValue(value: Comparison["value"], settings: Settings): string {
  if (Array.isArray(value)) return `[${value.map((one) => describeValue(one, settings)).join(",")}]`;
  if (!isSettingReference(value)) return JSON.stringify(value) ?? "";
  const setting = settings.get(value.setting);
  return setting ? `${setting.label}, ${settingTypeWords[setting.type]}` : value.setting;
}

/** The types with all choices as one. */
function mergeChoices(types: PlainType[]): PlainType[] {
  const values = types.flatMap((type) => (type.type === "choice" ? type.values : []));
  if (values.length === 0) return types;
  return [{ type: "choice", values: [...new Set(values)] }, ...types.filter((type) => type.type !== "choice")];
}

function canMatch(
  comparison: Comparison,
  type: PlainType,
  types: TypeLookup,
  { settings, format }: SettingValues,
): boolean {
  const { op, value } = comparison;
  if (type.type === "any" || op === "exists" || op === "missing") return true;
  const canBeValue = (one: Value | SettingReference, test: (value: Value) => boolean): boolean => {
    if (!isSettingReference(one)) return test(one);
    const setting = settings.get(one.setting);
    // An unknown setting, or one with a wrong value, is a problem of its own.
    if (!setting || settingFault(setting, format) !== undefined) return true;
    return isOfType(setting, type) && test(setting.value);
  };
  switch (op) {
    case "eq":
    case "ne":
      return value === null || canBeValue(value, (one) => canBe(one, type));
    case "in":
    case "not_in":
      return value.every((one) => one === null || canBeValue(one, (known) => canBe(known, type)));
    case "contains":
      if (type.type === "list")
        return types.plain(type.of).some((item) => canBeValue(value, (one) => canBe(one, item)));
      return canBeValue(value, (one) => typeof one === "string" && canContain(type, (text) => text.includes(one)));
    case "starts_with":
      return canBeValue(value, (one) => typeof one === "string" && canContain(type, (text) => text.startsWith(one)));
    case "ends_with":
      return canBeValue(value, (one) => typeof one === "string" && canContain(type, (text) => text.endsWith(one)));
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      // Choices have no order.
      return type.type !== "choice" && canBeValue(value, (one) => canBe(one, type));
  }
}

/** Whether a setting is of a field's type. Money is compared with money, and not with a plain number. */
function isOfType({ type: setting }: SettingDefinition, type: PlainType): boolean {
  if (type.type === "number") return setting === "money" || (setting === "number" && type.unit !== "money");
  if (type.type === "duration" || setting === "duration") return type.type === setting;
  return setting !== "money";
}

/** Whether this value is one of the type. */
function canBe(value: Value, type: PlainType): boolean {
  switch (type.type) {
    case "any":
      return true;
    case "number":
      return typeof value === "number" && (type.unit !== "money" || Number.isInteger(value));
    case "text":
      return typeof value === "string";
    case "date":
      return typeof value === "string" && isIsoDay(value);
    case "time":
      return typeof value === "string" && (isIsoDay(value) || isIsoTime(value));
    case "duration":
      return typeof value === "string" && parseDuration(value) !== undefined;
    case "yes_no":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && type.values.includes(value);
    default:
      return false;
  }
}

function canContain(type: PlainType, holds: (text: string) => boolean): boolean {
  if (type.type === "choice") return type.values.some(holds);
  return type.type === "text" || type.type === "date" || type.type === "time";
}
