import type { Session } from "../session/session";

/** Where a run left the session. */
export type ExecutionStatus =
  | { type: "Paused"; nextTaskId: string; reason: string }
  | { type: "WaitingForInput" }
  | { type: "Completed" }
  | { type: "Error"; message: string }
  | { type: "Cancelled" };

/** What a run has done, and where it left the session. */
export interface ExecutionResult {
  /** What the person is told: the last response of the run. */
  response: string | null;
  /** Every response of the run, in order. */
  responses: string[];
  status: ExecutionStatus;
  statusMessage: string | null;
  currentTaskId: string;
  /** The audience of the open question; null for a session that does not wait, or a question without an audience. */
  waitingFor: string | null;
  /** Steps committed by this run. */
  steps: number;
}

/** The result of a run that left the session as it now is. */
export function resultOf(session: Session, responses: string[] = [], steps = 0, error?: string): ExecutionResult {
  return {
    response: responses.at(-1) ?? null,
    responses,
    status: statusOf(session, error),
    statusMessage: session.statusMessage,
    currentTaskId: session.currentTaskId,
    waitingFor: session.status === "waiting" ? (session.wait?.audience ?? null) : null,
    steps,
  };
}

function statusOf(session: Session, error: string | undefined): ExecutionStatus {
  switch (session.status) {
    case "completed":
      return { type: "Completed" };
    case "waiting":
      return { type: "WaitingForInput" };
    case "failed":
      return { type: "Error", message: error ?? `Task "${session.currentTaskId}" has failed; its last step says why.` };
    case "cancelled":
      return { type: "Cancelled" };
    default:
      return { type: "Paused", nextTaskId: session.currentTaskId, reason: `goes on with ${session.currentTaskId}` };
  }
}
