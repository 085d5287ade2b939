import type { ContextPatch, HistoryMessage } from "./context";
import type { JsonValue } from "./json";
import type { Session, SessionStatus } from "./session";
import type { Effect, NextAction, WaitRequest } from "./task";

/** One committed execution of one task: a row of the append-only log of a session. */
export interface Step {
  seq: number;
  taskId: string;
  status: "done" | "failed";
  /** Null for a failed step. */
  action: NextAction["type"] | null;
  nextTaskId: string | null;
  response: string | null;
  statusMessage: string | null;
  patch: ContextPatch;
  answer: JsonValue | undefined;
  attempt: number;
  error: { code: string; message: string } | null;
  /** Milliseconds after the commit at which a failed task is due again; null when it is not tried by itself. */
  retryInMs: number | null;
  durationMs: number;
  usage: { modelId?: string; inputTokens?: number; outputTokens?: number } | null;
}

/** Everything one step writes, all or nothing. `session` is the state after it. */
export interface StepCommit {
  step: Step;
  session: {
    status: SessionStatus;
    currentTaskId: string;
    statusMessage: string | null;
    attempt: number;
    trail: string[];
  };
  messages: readonly HistoryMessage[];
  /** The conversation starts anew after this many of the messages; null when it goes on. */
  forgets: number | null;
  /** The wait that this step opens. */
  wait: WaitRequest | null;
  effects: readonly Effect[];
  /** Whether the task looked at the session's answer; one that nobody took goes to the next task. */
  tookAnswer: boolean;
  /** Whether the run goes on with the lease kept. */
  keepLease: boolean;
}

/** A session that one run holds; `token` fences its writes. */
export interface Claim {
  session: Session;
  token: string;
}

export interface SessionSummary {
  id: string;
  graphId: string;
  currentTaskId: string;
  status: SessionStatus;
  statusMessage: string | null;
  version: number;
}

/** Where sessions live. Every implementation passes `session-storage.contract.ts`. */
export interface SessionStorage {
  get(id: string): Promise<Session | undefined>;
  /**
   * Creates the session, or replaces it when `session.version` is the stored one, and raises the version in both
   * places. Throws SessionConflictError otherwise.
   */
  save(session: Session): Promise<void>;
  delete(id: string): Promise<void>;
  list(filter?: { status?: SessionStatus; limit?: number }): Promise<SessionSummary[]>;
  /**
   * Loads the session and takes its lease for `leaseMs`. With `onlyDue`, undefined when there is nothing to do: it
   * waits or pauses and nobody has answered, is completed or cancelled, or has failed and its retry is not due. Throws
   * SessionNotFoundError, SessionBusyError, SessionCompletedError, SessionCancelledError.
   */
  claim(id: string, options: { leaseMs: number; onlyDue?: boolean }): Promise<Claim | undefined>;
  /**
   * Writes everything or nothing and raises `claim.session.version`. Throws SessionConflictError when the lease was
   * lost, StepRefusedError when the content itself cannot be stored.
   */
  commitStep(claim: Claim, commit: StepCommit): Promise<void>;
  /** Prolongs the lease while a task runs long. Throws SessionConflictError when it was lost. */
  renewLease(claim: Claim, leaseMs: number): Promise<void>;
}
