import type { SessionStatusName } from "@/lib/sessions/schema";

/** What staff call the states of a session. */
export const statusNames: Record<SessionStatusName, string> = {
  ready: "About to continue",
  running: "Working",
  paused: "Paused",
  waiting: "Waiting for a person",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled or withdrawn",
};

/** "ContinueAndExecute" -> "continue and execute": a NextAction in words. */
export function actionWords(action: string): string {
  return action.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}
