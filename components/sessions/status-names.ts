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

const actionNames: Record<string, string> = {
  Continue: "stopped before the next task",
  ContinueAndExecute: "went on",
  WaitForInput: "waits for an answer",
  GoTo: "went straight to another task",
  GoBack: "went back",
  End: "ended",
};

/** What a step did at its end: "ContinueAndExecute" is "went on". */
export const describeAction = (action: string): string => actionNames[action] ?? action;
