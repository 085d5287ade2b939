import type { Context, JsonObject, JsonValue } from "@/lib/engine";

// Some context values are objects with an entry for each field: where a fact was read, what a question offers for it.

/** The entry of a field (or a task) in a context value, or undefined. */
export function readEntry<Value extends JsonValue>(context: Context, contextKey: string, key: string) {
  const entries = context.get<Record<string, Value>>(contextKey);
  return entries !== undefined && Object.hasOwn(entries, key) ? entries[key] : undefined;
}

/** Stores an entry; undefined removes it. A context value without entries is removed. */
export function writeEntry(context: Context, contextKey: string, key: string, value: JsonValue | undefined): void {
  if (readEntry(context, contextKey, key) === value) return;
  const { [key]: _old, ...others } = context.get<JsonObject>(contextKey) ?? {};
  const entries = value === undefined ? others : { ...others, [key]: value };
  if (Object.keys(entries).length > 0) context.set(contextKey, entries);
  else context.remove(contextKey);
}
