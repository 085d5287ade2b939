import type { Context, TaskDefinition } from "@/lib/engine";
import { missingFields } from "../facts/facts";
import { factFields } from "../schema";

/** The status message of the step that left its task because the claimant asked for a person. */
export const askedForPersonMessage = "The claimant asked for a person";

/**
 * Whether a step left its task without its work, because the claimant asked for a person: nothing was confirmed, no
 * label is chosen, or facts that the task asks for are missing.
 *
 * @param context What was known after the step.
 */
export function isLeftUndone(
  { kind, config }: Pick<TaskDefinition, "kind" | "config">,
  step: { statusMessage: string | null },
  context: Context,
): boolean {
  if (step.statusMessage !== askedForPersonMessage) return false;
  const { into } = config;
  return (
    kind === "confirm" ||
    (kind === "classify" && typeof into === "string" && context.get(into) === undefined) ||
    missingFields(factFields(config), context).length > 0
  );
}
