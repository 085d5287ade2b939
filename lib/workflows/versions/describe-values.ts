import type { z } from "zod";
import type { Condition, GraphDefinition } from "@/lib/engine";
import {
  type ConditionWords,
  conditionSchema,
  describeCondition,
  formatDuration,
  isSettingReference,
  parseDuration,
  toDuration,
} from "@/lib/engine/definition-kit";
import { formatMoney } from "@/lib/money";
import type { FieldMeta } from "@/lib/tasks/field-meta";
import { describeWords } from "../describing/describe-words";

/** What values of one version are described with: its words for conditions, and its settings by key. */
export interface ValueWords {
  readonly conditions: ConditionWords;
  settings: ReadonlyMap<string, string>;
}

/**
 * The words of a definition. Settings stand by their name, because their values are compared by themselves. The words
 * for conditions are found when they are needed: they take most of the time of a comparison.
 */
export function wordsOfDefinition(definition: GraphDefinition): ValueWords {
  let conditions: ConditionWords | undefined;
  return {
    get conditions() {
      conditions ??= describeWords(definition);
      return conditions;
    },
    settings: new Map(definition.settings.map(({ key, label }) => [key, label])),
  };
}

/** The longest list that is written out in a sentence. */
const mostItems = 6;

/**
 * A value of a config as words in a sentence: “amount is at least $1,000”, $1,000.00, 4 hours, yes, 3 entries. Texts
 * are quoted.
 */
export function describeValue(value: unknown, words: ValueWords, meta: Partial<FieldMeta> = {}): string {
  if (value === undefined || value === null || value === "") return "nothing";
  if (isSettingReference(value)) return `the setting “${words.settings.get(value.setting) ?? value.setting}”`;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return meta.widget === "money" ? formatMoney(value) : `${value}`;
  if (typeof value === "string") return describeText(value, meta);
  if (Array.isArray(value)) return describeList(value, words);
  if (isCondition(value)) return `“${describeStoredCondition(value, words)}”`;
  return describeParts(value as Record<string, unknown>, words);
}

function describeText(text: string, { widget, choices }: Partial<FieldMeta>): string {
  if (widget === "duration" && parseDuration(text) !== undefined) return formatDuration(text);
  return `“${(choices && Object.hasOwn(choices, text) && choices[text]) || text}”`;
}

function describeList(items: readonly unknown[], words: ValueWords): string {
  if (items.length === 0) return "nothing";
  if (items.length > mostItems) return `${items.length} entries`;
  return items.map((item) => nameOfItem(item) ?? describeValue(item, words)).join(", ");
}

function describeParts(parts: Record<string, unknown>, words: ValueWords): string {
  const name = nameOfItem(parts);
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined);
  const rest = entries.filter(([key, value]) => !(name !== undefined && `“${value}”` === name) && key !== "id");
  const told = rest.map(([key, value]) => `${wordOfKey(key)} ${describeValue(value, words)}`).join(", ");
  if (name === undefined) return told || "nothing";
  return told ? `${name} (${told})` : name;
}

/** What an entry of a list is called; undefined for one without a name. */
export function nameOfItem(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  for (const key of ["label", "text", "name", "title", "key", "value"]) {
    const value: unknown = Reflect.get(item, key);
    if (typeof value === "string" && value !== "") return `“${value}”`;
  }
  return undefined;
}

/** A condition as a sentence, with the names of its settings. */
export const describeStoredCondition = (condition: Condition, { conditions, settings }: ValueWords): string => {
  const sentence = describeCondition(condition, conditions);
  return settingsIn(condition).reduce(
    (text, key) =>
      text.replaceAll(`the setting “${key.replaceAll("_", " ")}”`, () => `the setting ${settings.get(key) ?? key}`),
    sentence,
  );
};

function settingsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return isSettingReference(value) ? [value.setting] : Object.values(value).flatMap(settingsIn);
}

/** Whether a value is a condition of edges and configs. */
export const isCondition = (value: unknown): value is Condition =>
  typeof value === "object" &&
  value !== null &&
  ["op", "all", "any", "not"].some((key) => Object.hasOwn(value, key)) &&
  (conditionSchema as z.ZodType).safeParse(value).success;

/** Milliseconds in words: "5 seconds". */
export const describeMilliseconds = (value: unknown): string =>
  typeof value === "number" && value > 0 ? formatDuration(toDuration(value)) : "nothing";

/** "statusMessage" -> "status message", "amount_cents" -> "amount". */
export const wordOfKey = (key: string): string =>
  key
    .replace(/(_cents|Ms)$/, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
