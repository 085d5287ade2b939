import type { JsonObject, JsonValue } from "@/lib/engine";
import { readField } from "../facts/facts";
import type { FieldReading } from "../facts/values/typed-values";
import type { FieldSpec } from "../schema";

/** The reviewer's typed values as the fields read them; null takes a correction back. */
export function readEdits(
  fields: readonly FieldSpec[],
  edits: Record<string, JsonValue>,
): { read: Record<string, string | number | boolean | null>; problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const read: Record<string, string | number | boolean | null> = {};
  for (const [key, value] of Object.entries(edits)) {
    const field = fields.find((one) => one.key === key);
    const reading: FieldReading = !field
      ? { ok: false, problem: "This is not a fact of the case." }
      : value === null
        ? { ok: true, value: "" }
        : readField(field, value, new Date());
    if (!reading.ok) problems[key] = reading.problem;
    else read[key] = value === null ? null : reading.value;
  }
  return { read, problems };
}

/** Corrections that a reviewer saw, as they are stored; one that the fields cannot read stays as it was sent. */
export function readSeenEdits(fields: readonly FieldSpec[], seen: Record<string, JsonValue>): JsonObject {
  const known = Object.entries({ ...seen, ...readEdits(fields, seen).read });
  return Object.fromEntries(known.filter(([, value]) => value !== null));
}
