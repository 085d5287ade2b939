import type { Context } from "@/lib/engine";
import { rejectionToldKey, roundsKey } from "../facts/context-keys";

/**
 * Whether the session has been through this task before: an edge led back to it, so that what it knows is what was not
 * accepted. It is committed with the step that leaves the task, so that a crash changes nothing.
 */
export const isAnotherRound = (context: Context, taskId: string): boolean => (roundsOf(context)[taskId] ?? 0) > 0;

/** Notes that the session leaves this task with what it asked for. */
export function finishRound(context: Context, taskId: string): void {
  const rounds = roundsOf(context);
  context.set(roundsKey, { ...rounds, [taskId]: (rounds[taskId] ?? 0) + 1 });
}

const roundsOf = (context: Context): Record<string, number> => context.get<Record<string, number>>(roundsKey) ?? {};

/**
 * Why the claimant is asked once more, said once: the reason of the reviewer who rejected. Empty when there is none
 * to say.
 */
export function tellRejection(context: Context): string {
  const reason = context.get("decision") === "reject" ? context.get("decision_reason") : undefined;
  if (typeof reason !== "string" || context.get(rejectionToldKey) === true) return "";
  context.set(rejectionToldKey, true);
  return `A specialist has looked at this and did not accept it. They wrote: ${reason}`;
}
