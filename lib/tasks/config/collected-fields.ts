import type { GraphDefinition } from "@/lib/engine";
import { type FieldSpec, factFields } from "../schema";

/**
 * The facts that the tasks of a workflow ask its claimant for, each once, in their order. The answer to “was that
 * enough?” and other questions about the conversation are none.
 */
export function collectedFields({ tasks }: Pick<GraphDefinition, "tasks">): FieldSpec[] {
  const fields = tasks
    .filter(({ kind, config }) => kind === "confirm" || (kind === "talk" && config.furtherQuestion === undefined))
    .flatMap(({ config }) => factFields(config));
  return fields
    .filter(({ key }, index) => fields.findIndex((field) => field.key === key) === index)
    .slice(0, mostFields);
}

/** The most facts that a task may name. */
const mostFields = 20;
