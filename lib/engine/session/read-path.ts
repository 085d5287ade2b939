import { isObject, type JsonObject, type JsonValue } from "../json";

/** An own property: names that objects inherit are not keys. */
export const own = (object: JsonObject, key: string): JsonValue | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The value at a path. At each level the longest key that leads to a value is taken. */
export function readPath(read: (key: string) => JsonValue | undefined, names: string[]): JsonValue | undefined {
  for (let length = names.length; length > 0; length--) {
    const value = read(names.slice(0, length).join("."));
    const rest = names.slice(length);
    const found = rest.length === 0 ? value : isObject(value) ? readPath((key) => own(value, key), rest) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
