import type { JsonValue } from "@/lib/engine";

/**
 * The steps of a path into an answer: a JSON pointer (/data/0/id) or names with dots (data.0.id, data[0].id). The empty
 * path is the whole answer. Undefined for another text.
 */
export function stepsOf(path: string): string[] | undefined {
  if (path === "") return [];
  if (path.startsWith("/"))
    return path
      .slice(1)
      .split("/")
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  return steps.every((step) => step !== "" && !/[[\]\s]/.test(step)) ? steps : undefined;
}

/** The value at these steps: own entries only. Undefined when there is none. */
export const valueAt = (value: JsonValue, steps: readonly string[]): JsonValue | undefined =>
  steps.reduce<JsonValue | undefined>((part, step) => {
    if (Array.isArray(part)) return /^\d{1,9}$/.test(step) ? part[Number(step)] : undefined;
    return typeof part === "object" && part !== null && Object.hasOwn(part, step) ? part[step] : undefined;
  }, value);
