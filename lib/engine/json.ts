import { z } from "zod";
import { ContextValueError } from "./errors";

/** A value that JSON can write. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
/** An object that JSON can write. */
export type JsonObject = { [key: string]: JsonValue };

const maxDepth = 32;

/**
 * A copy of the value that JSON and Postgres store unchanged, with well-formed strings. Throws ContextValueError with
 * the key for a function, bigint, symbol, undefined, NaN, cycle, class instance, NUL or more than 32 levels.
 */
export function toJson(key: string, value: unknown): JsonValue {
  return copy(key, value, 0);
}

function copy(key: string, value: unknown, depth: number): JsonValue {
  if (typeof value === "string") return text(key, value);
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new ContextValueError(key, `${value} is not a JSON number`);
    return value;
  }
  if (typeof value !== "object") throw new ContextValueError(key, `${typeof value} is not JSON`);
  if (depth >= maxDepth) throw new ContextValueError(key, `it is deeper than ${maxDepth} levels or refers to itself`);
  // `map` would skip holes.
  if (Array.isArray(value)) return Array.from(value, (item) => copy(key, item, depth + 1));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new ContextValueError(key, "it is not a plain object");
  const result: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    if (name === "__proto__") throw new ContextValueError(key, "__proto__ is not a key");
    if (item !== undefined) result[text(key, name)] = copy(key, item, depth + 1);
  }
  return result;
}

function text(key: string, value: string): string {
  if (value.includes("\u0000")) throw new ContextValueError(key, "text with a NUL character cannot be stored");
  return value.isWellFormed() ? value : value.toWellFormed();
}

/** Whether Postgres stores a text unchanged: no NUL, no lone surrogate. */
export const isStorableText = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();

const isoTime = z.iso.datetime({ offset: true });

/** Whether a text is a full time with its zone (`2026-11-26T12:00:00Z`), valid in ISO 8601 and in Postgres. */
export const isIsoTime = (text: string): boolean =>
  !text.startsWith("0000") && !/[+-](1[6-9]|2\d):\d\d$/.test(text) && isoTime.safeParse(text).success;

/** Whether a text is a day (`2026-11-26`), valid in ISO 8601 and in Postgres. */
export const isIsoDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && isIsoTime(`${text}T00:00:00Z`);

/** Whether a value is an object and not an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Calls `visit` for each item of a list or value of an object. Unlike `Object.entries` it makes no lists. */
export function eachPart(value: object, visit: (part: unknown, key: string | number) => void): void {
  if (Array.isArray(value)) for (let index = 0; index < value.length; index++) visit(value[index], index);
  else for (const key of Object.keys(value)) visit((value as JsonObject)[key], key);
}

/** A text as it can be stored, null for none. Throws ContextValueError, naming it, for anything else. */
export function textOrNull(name: string, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new ContextValueError(name, `${typeof value} is not text`);
  return text(name, value);
}

/** Whether a value nests deeper than `levels`. It does not recurse: deep values do not fill the stack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  const isWhole = (item: unknown): item is object => typeof item === "object" && item !== null;
  // Each object is visited once per level: a cycle would double the work with each level.
  let layer = new Set(isWhole(value) ? [value] : []);
  for (let depth = 0; layer.size > 0; depth++) {
    if (depth >= levels) return [...layer].some((item) => Object.keys(item).length > 0);
    const next = new Set<object>();
    for (const item of layer) for (const part of Object.values(item)) if (isWhole(part)) next.add(part);
    layer = next;
  }
  return false;
}

/** Freezes the value and everything in it. A frozen value counts as frozen throughout. */
export function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const item of Object.values(value)) freeze(item);
  }
  return value;
}
