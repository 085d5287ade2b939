import type { Context, JsonObject } from "@/lib/engine";
import { messageData } from "./message-data";
import { composedSchema } from "./schema";

/**
 * The citations of the composed answer at a context path, as the data of a message; undefined when there is no answer,
 * or it cites nothing. Throws when the value there is no composed answer: a message must not lose its sources.
 */
export function citationsAt(path: string, context: Context): JsonObject | undefined {
  const value = context.read(path);
  if (value === undefined || value === null) return undefined;
  const composed = composedSchema.safeParse(value);
  if (!composed.success) throw new Error(`The value “${path}” is not an answer with sources.`);
  return messageData(composed.data);
}
