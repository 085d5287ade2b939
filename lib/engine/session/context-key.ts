import type { z } from "zod";

/**
 * A context key whose values have a declared shape: `get` is typed, and a stored value of another shape is an error.
 */
export interface ContextKey<Value> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
}

/**
 * Declares a key: `const total = contextKey("order_total", z.number())`, then `context.get(total)` is a number. What is
 * stored and what is read are one shape: a schema that transforms does not compile.
 */
export function contextKey<Value>(name: string, schema: z.ZodType<Value, Value>): ContextKey<Value> {
  return { name, schema };
}
