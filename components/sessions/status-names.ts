import type { SessionStatusName } from "@/lib/sessions/schema";

/** The names that staff see for the statuses of a session. */
export const statusNames: Record<SessionStatusName, string> = {
  ready: "About to continue",
  running: "Working",
  paused: "Paused",
  waiting: "Waiting for a person",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled or withdrawn",
};

/** A NextAction in words: "ContinueAndExecute" is "continue and execute". */
export function describeAction(action: string): string {
  return action.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
