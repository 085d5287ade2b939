import type { Context } from "@/lib/engine";
import { rejectionToldKey, roundsKey } from "../facts/context-keys";
import { readEntry, writeEntry } from "../facts/fact-entries";

/**
 * Whether the session has left this task before and an edge led back to it: its result was not accepted. The count is
 * committed with the step that leaves the task, so that a crash changes nothing.
 */
export const isAnotherRound = (context: Context, taskId: string): boolean => roundsOf(context, taskId) > 0;

/** Counts that the session leaves this task. */
export const finishRound = (context: Context, taskId: string): void =>
  writeEntry(context, roundsKey, taskId, roundsOf(context, taskId) + 1);

const roundsOf = (context: Context, taskId: string): number => readEntry<number>(context, roundsKey, taskId) ?? 0;

/**
 * Why the claimant is asked again: the reason of the reviewer who rejected it or chose another outcome, given once. ""
 * without a reason.
 */
export function tellRejection(context: Context): string {
  const decision = context.get("decision");
  const reason = decision === "approve" ? undefined : context.get("decision_reason");
  if (typeof decision !== "string" || typeof reason !== "string" || context.get(rejectionToldKey) === true) return "";
  context.set(rejectionToldKey, true);
  const verdict = decision === "reject" ? " and did not accept it" : "";
  return `A specialist has looked at this${verdict}. They wrote: ${reason}`;
}

/** The text for a claimant who is asked again, when no reviewer gave a reason. */
export const askedOnceMore = "I have to ask you about this once more.";
