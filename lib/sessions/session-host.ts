import { notifySession } from "@/lib/db/connections/session-notifications";
import { SessionBusyError, SessionConflictError } from "@/lib/engine";
import { schedule } from "@/lib/jobs/queue";
import { type AdvanceOptions, advanceSession, type Turn } from "./advance-session";
import type { SessionClock } from "./run-session";

/** Runs sessions: the only caller of the runs, for chat, inbox, API and jobs. */
export interface SessionHost extends SessionClock {
  /**
   * Does whatever is due in a session, until a person must answer or nothing is left to do. Throws
   * SessionNotFoundError; SessionBusyError or SessionConflictError when another run advances it.
   */
  advance(sessionId: string, options?: Omit<AdvanceOptions, "clock">): Promise<Turn>;
  /** Stops the session's run: at once in this process, within seconds in another one. */
  stop(sessionId: string): void;
  /** A pending decision on a case of the session is due at this time. A lost call makes it late: a sweep commits it. */
  commit(sessionId: string, at: Date): Promise<void>;
  /** The snooze of a case of the session ends at this time. A lost call makes it late. */
  wakeCase(sessionId: string, at: Date): Promise<void>;
}

const clock: SessionClock = {
  wake: (sessionId, at) => schedule("advance-session", sessionId, at.getTime() - Date.now()),
  overdue: (sessionId, at) => schedule("wait-overdue", sessionId, at.getTime() - Date.now()),
};

/** Runs a session in the process that asks, with the job queue as its clock. */
export const sessionHost: SessionHost = {
  ...clock,
  advance: (sessionId, options) => advanceSession(sessionId, { ...options, clock }),
  stop: (sessionId) => notifySession(sessionId, "stop"),
  commit: (sessionId, at) => schedule("commit-decision", sessionId, at.getTime() - Date.now()),
  wakeCase: (sessionId, at) => schedule("wake-case", sessionId, at.getTime() - Date.now()),
};

/** Advances a session unless another run does so already. Throws SessionNotFoundError. */
export async function advanceIfFree(sessionId: string): Promise<void> {
  try {
    await sessionHost.advance(sessionId);
  } catch (error) {
    if (!(error instanceof SessionBusyError || error instanceof SessionConflictError)) throw error;
  }
}
