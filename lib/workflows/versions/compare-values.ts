import { z } from "zod";
import { conditionSchema, fieldValues, isSettingReference } from "@/lib/engine/definition-kit";
import { type FieldMeta, fieldMeta } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { upperFirst } from "@/lib/words";
import { isSame } from "../commands/merging/is-same";
import { describeValue, isCondition, nameOfItem, type ValueWords, wordOfKey } from "./describe-values";

/** One difference inside a changed part, as a sentence. */
export interface ChangeLine {
  sentence: string;
  /** The sentence without its values, with a text before and after it, where the words can be compared one by one. */
  text?: { intro: string; before: string; after: string };
}

/** The words of both versions. */
export interface SideWords {
  before: ValueWords;
  after: ValueWords;
}

/** What a value belongs to: its schema, when it is known, and the names on the way to it: “Fields”, “Amount”. */
interface Place {
  schema: z.ZodType | undefined;
  path: readonly string[];
  words: SideWords;
}

type JsonRecord = Record<string, unknown>;

/** The differences between two configs of a kind of task. */
export const compareConfigs = (
  kind: string,
  sides: { before: unknown; after: unknown },
  words: SideWords,
): ChangeLine[] => compareValues(sides.before, sides.after, { schema: schemaOf(kind), path: [], words });

/** The schema of a kind's config; undefined for an unknown kind. */
export const schemaOf = (kind: unknown): z.ZodType | undefined =>
  typeof kind === "string" && Object.hasOwn(taskKinds, kind) ? taskKinds[kind]?.configSchema : undefined;

/** The differences between two values. A default that is written out is not a difference. */
export function compareValues(before: unknown, after: unknown, place: Place): ChangeLine[] {
  if (isSame(before, after)) return [];
  const { schema, fallback, meta } = unwrap(place.schema);
  if (before === undefined ? isSame(after, fallback) : after === undefined && isSame(before, fallback)) return [];
  const [one, other] = [before ?? fallback, after ?? fallback];
  if (isRecord(one) && isRecord(other) && !isOneValue(one) && !isOneValue(other))
    return compareRecords(one, other, { ...place, schema });
  if (Array.isArray(one) && Array.isArray(other)) return compareLists(one, other, { ...place, schema });
  return [describeChange(one, other, place, meta)];
}

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isOneValue = (value: JsonRecord): boolean => isSettingReference(value) || isCondition(value);

function compareRecords(before: JsonRecord, after: JsonRecord, place: Place): ChangeLine[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const of = (side: JsonRecord): unknown => (Object.hasOwn(side, key) ? side[key] : undefined);
    // A task inside a task has the settings of its own kind.
    const schema = key === "config" ? (schemaOf(after.kind) ?? schemaAt(place, key)) : schemaAt(place, key);
    const isConfig = key === "config" && schema === schemaOf(after.kind);
    const path = isConfig ? place.path : [...place.path, `“${labelOf(key, schema)}”`];
    return compareValues(of(before), of(after), { ...place, schema, path });
  });
}

/** The schema of a field of an object. */
export const schemaAt = ({ schema }: Pick<Place, "schema">, key: string): z.ZodType | undefined =>
  schema instanceof z.ZodObject && Object.hasOwn(schema.shape, key) ? (schema.shape[key] as z.ZodType) : undefined;

const labelOf = (key: string, schema: z.ZodType | undefined): string =>
  upperFirst(unwrap(schema).meta.label ?? wordOfKey(key));

/** The schema under optional and default layers, with the words and the default that the layers have. */
export function unwrap(schema: z.ZodType | undefined): {
  schema: z.ZodType | undefined;
  fallback: unknown;
  meta: Partial<FieldMeta>;
} {
  let inner = schema;
  let fallback: unknown;
  let meta: Partial<FieldMeta> | undefined = inner && fieldMeta.get(inner);
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) {
    if (inner instanceof z.ZodDefault) fallback ??= inner.def.defaultValue;
    inner = inner.unwrap() as z.ZodType;
    meta ??= fieldMeta.get(inner);
  }
  const widget = inner && (inner === conditionSchema ? "condition" : fieldValues.get(inner)?.type);
  return { schema: inner, fallback, meta: { ...(widget && { widget }), ...meta } };
}

function compareLists(before: readonly unknown[], after: readonly unknown[], place: Place): ChangeLine[] {
  const item = place.schema instanceof z.ZodArray ? (place.schema.element as z.ZodType) : undefined;
  const { removed, added, pairs } = pairItems(before, after);
  const { words } = place;
  const told = (value: unknown, side: ValueWords) => nameOfItem(value) ?? describeValue(value, side);
  const changed = pairs.flatMap(({ one, other, index }) => {
    const path = [...place.path, nameOfItem(other) ?? `entry ${index + 1}`];
    return compareValues(one, other, { schema: item, words, path });
  });
  const sorted = pairs.toSorted((one, other) => one.from - other.from);
  const isMoved = sorted.some(({ index }, at) => index < (sorted[at - 1]?.index ?? -1));
  return [
    ...removed.map((value) => ({ sentence: `${subject(place.path)} lost ${told(value, words.before)}.` })),
    ...added.map((value) => ({ sentence: `${subject(place.path)} got ${told(value, words.after)}.` })),
    ...changed,
    ...(isMoved
      ? [
          {
            sentence: orderSentence(
              place.path,
              after.map((value) => told(value, words.after)),
            ),
          },
        ]
      : []),
  ];
}

const orderSentence = (path: readonly string[], items: string[]): string =>
  `${subject(path)} has another order${items.length <= 12 ? `: ${items.join(", ")}` : ""}.`;

interface PairedItems {
  removed: unknown[];
  added: unknown[];
  /** Entries that stand for each other; `from` and `index` are their places before and after. */
  pairs: { one: unknown; other: unknown; from: number; index: number }[];
}

/** Entries with ids are paired by them. Others are paired when they are equal, and the rest in its order. */
function pairItems(before: readonly unknown[], after: readonly unknown[]): PairedItems {
  const idKey = ["id", "key", "value"].find((key) => [before, after].every((list) => hasIds(list, key)));
  const nameOf = (value: unknown): string =>
    idKey === undefined ? canonical(value) : String(Reflect.get(value as object, idKey));
  const waiting = new Map<string, number[]>();
  for (const [index, value] of before.entries())
    waiting.set(nameOf(value), [...(waiting.get(nameOf(value)) ?? []), index]);
  const pairs: PairedItems["pairs"] = [];
  const unpaired: number[] = [];
  for (const [index, other] of after.entries()) {
    const from = waiting.get(nameOf(other))?.shift();
    if (from === undefined) unpaired.push(index);
    else pairs.push({ one: before[from], other, from, index });
  }
  const left = [...waiting.values()].flat().toSorted((one, other) => one - other);
  const rest = idKey === undefined ? Math.min(left.length, unpaired.length) : 0;
  for (let at = 0; at < rest; at++) {
    const [from = 0, index = 0] = [left[at], unpaired[at]];
    pairs.push({ one: before[from], other: after[index], from, index });
  }
  return {
    removed: left.slice(rest).map((index) => before[index]),
    added: unpaired.slice(rest).map((index) => after[index]),
    pairs: pairs.toSorted((one, other) => one.index - other.index),
  };
}

function hasIds(list: readonly unknown[], key: string): boolean {
  const ids = list.map((item) => (isRecord(item) ? item[key] : undefined));
  return ids.every((id) => typeof id === "string") && new Set(ids).size === ids.length;
}

/** A JSON value as text. Equal values have the same text, whatever the order of their keys is. */
export function canonical(value: unknown): string {
  if (!isRecord(value)) return Array.isArray(value) ? `[${value.map(canonical).join()}]` : JSON.stringify(value);
  const entries = Object.keys(value).toSorted();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/** The subject of a sentence about a value: “Question”; In “Fields”, “Amount”: “Type”. */
const subject = (path: readonly string[]): string =>
  path.length < 2 ? (path[0] ?? "It") : `In ${path.slice(0, -1).join(", ")}: ${path.at(-1)}`;

function describeChange(before: unknown, after: unknown, { path, words }: Place, meta: Partial<FieldMeta>): ChangeLine {
  const [from, to] = [describeValue(before, words.before, meta), describeValue(after, words.after, meta)];
  return describeDifference(subject(path), { before, after, from, to });
}

interface Difference {
  before: unknown;
  after: unknown;
  /** Both in words. */
  from: string;
  to: string;
}

/** A changed value as a sentence with its subject. Texts of several words can be compared word by word. */
export function describeDifference(what: string, { before, after, from, to }: Difference): ChangeLine {
  if (isNothing(before)) return { sentence: `${what} was empty and is now ${to}.` };
  if (isNothing(after)) return { sentence: `${what} is now empty. It was ${from}.` };
  if (from === to) return { sentence: `${what} is written in another way and reads the same: ${to}.` };
  const sentence = `${what} changed from ${from} to ${to}.`;
  if (typeof before !== "string" || typeof after !== "string" || from !== `“${before}”`) return { sentence };
  const hasWords = before.includes(" ") && after.includes(" ");
  return hasWords ? { sentence, text: { intro: `${what} changed`, before, after } } : { sentence };
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
