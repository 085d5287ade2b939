import type { ChildRecord, Effect, NextAction, WaitRequest } from "../graph/task";
import type { JsonObject, JsonValue } from "../json";
import type { ContextPatch, HistoryMessage } from "../session/context";
import type { Session, SessionStatus } from "../session/session";

/** One committed execution of one task: an entry of the append-only history of a session. */
export interface Step {
  seq: number;
  taskId: string;
  /** saved: no task ran, a caller changed the session and saved it. */
  status: "done" | "failed" | "saved";
  /** Null when no task returned one. */
  action: NextAction["type"] | null;
  nextTaskId: string | null;
  response: string | null;
  statusMessage: string | null;
  patch: ContextPatch;
  answer: JsonValue | undefined;
  attempt: number;
  error: { code: string; message: string } | null;
  /** Milliseconds from the commit until a failed task is retried; null when it is not retried. */
  retryInMs: number | null;
  /** Milliseconds. */
  durationMs: number;
  usage: { modelId?: string; inputTokens?: number; outputTokens?: number } | null;
  /** The children of a fan-out. */
  children: readonly ChildRecord[] | null;
  /** Whether the result came from the cache, without the task running. */
  cached: boolean;
}

/** What a step does to the back stack: it pushes its task, pops the last one, or changes nothing. */
export type BackStackMove = "push" | "pop" | "keep";

/** Everything one step writes, all or nothing. `session` is the state after it. */
export interface StepCommit {
  step: Step;
  session: {
    status: SessionStatus;
    currentTaskId: string;
    statusMessage: string | null;
    attempt: number;
    move: BackStackMove;
  };
  messages: readonly HistoryMessage[];
  /** The step cleared the conversation after this many of the messages; null when it did not. */
  clearedAfter: number | null;
  /** The wait that this step opens. */
  wait: WaitRequest | null;
  effects: readonly Effect[];
  /** Whether the task has read the session's answer. An answer that no task has read stays for the next one. */
  tookAnswer: boolean;
  /** Whether the run goes on and keeps the lease. */
  keepLease: boolean;
}

/** How a session is acquired. */
export interface AcquireOptions {
  /** Milliseconds until another run may take the session over. */
  leaseMs: number;
  /** Nothing is acquired when nothing is due. */
  onlyDue?: boolean;
  /** The answer to the open question. */
  answer?: JsonValue;
}

/** A session that one run holds. Its writes name the `token`, and fail when another run has taken the session over. */
export interface Lease {
  session: Session;
  token: string;
  /** How often the current step was started, this time included, since a step was committed or a lease released. */
  startCount: number;
  /** Whether the last allowed try of the current step was recorded (`recordLastTry`) and did not end. */
  hadLastTry: boolean;
}

/** A session in a list. */
export interface SessionSummary {
  id: string;
  graphId: string;
  currentTaskId: string;
  status: SessionStatus;
  statusMessage: string | null;
  version: number;
}

/** A message that tasks see in the states of the session from step `since` on and before step `until`. */
export interface PastMessage extends HistoryMessage {
  since: number;
  /** Null when the conversation was not cleared since. */
  until: number | null;
}

/** A session was moved to another version of its graph, after step `afterSeq` and before the next. */
export interface VersionMove {
  afterSeq: number;
  fromGraphId: string;
  graphId: string;
  /** The task at which it went on. */
  currentTaskId: string;
  /** Null when the back stack did not change. */
  backStack: string[] | null;
}

/** What a session began with, and every step since. */
export interface SessionHistory {
  graphId: string;
  startTaskId: string;
  initialValues: JsonObject;
  /** Oldest first. */
  steps: readonly Step[];
  /** Oldest first. */
  moves: readonly VersionMove[];
  /** The whole conversation, oldest first. */
  messages: readonly PastMessage[];
}

/** Where sessions live. Every implementation passes `session-storage.contract.ts`. */
export interface SessionStorage {
  /** A session to read, or to change and `save`; undefined when there is none. */
  get(id: string): Promise<Session | undefined>;
  /**
   * Creates the session, or replaces it when `session.version` is the stored one, and raises the version of both. Steps
   * of `Graph.executeSession` are recorded, and edits by the caller are recorded as a step of their own. Throws
   * SessionConflictError for another version, SessionBusyError while a run holds the session, SessionRefusedError when
   * the session cannot be stored.
   */
  save(session: Session): Promise<void>;
  /**
   * Creates a new session and acquires its lease at once, so that no other run starts it. With `first` the first step
   * is committed with it, all or nothing; only an untouched session may have it. Throws SessionConflictError when the
   * id is taken, SessionRefusedError, StepRefusedError when the content of the step cannot be stored. A session that
   * was changed by hand is saved and then acquired: then it throws what `acquire` throws, too.
   */
  create(session: Session, leaseMs: number, first?: StepCommit): Promise<Lease>;
  /** Deletes a session with its steps and messages. An unknown id is not an error. */
  delete(id: string): Promise<void>;
  /** At most `limit` sessions (100 by default, none below 1), the one that changed last first. */
  list(filter?: { status?: SessionStatus; limit?: number }): Promise<SessionSummary[]>;
  /**
   * Loads the session and takes its lease for `leaseMs`. With `onlyDue`, undefined when nothing is due: the session
   * waits or is paused without an answer and no timer has run out, it is completed or cancelled, or it has failed and
   * its retry is not due. Throws SessionNotFoundError, SessionBusyError, SessionCompletedError, SessionCancelledError;
   * It throws SessionBusyError also for an `answer` to a question that was already decided, because a run must read the
   * decision first. An `answer` becomes the session's: it is kept with the step that takes it, or with a failed step
   * for the next attempt. Counts a start of the step (`Lease.startCount`). Without `onlyDue` it also takes a session
   * that was set aside, and its count starts again.
   */
  acquire(id: string, options: AcquireOptions): Promise<Lease | undefined>;
  /**
   * Writes everything or nothing and raises `lease.session.version`. The count of starts is reset: to 1 when the lease
   * is kept, for the next step, else to 0. A failed step with the code `step_never_ended` sets the session aside: it is
   * not due until it is acquired without `onlyDue`, or saved. Throws SessionConflictError when the lease was lost,
   * StepRefusedError when the content of the step cannot be stored.
   */
  commitStep(lease: Lease, commit: StepCommit): Promise<void>;
  /**
   * Releases a lease without a step, for a run that ended with an error: its start is not counted, and the session is
   * free unless another run has taken it over. Rejects when the storage cannot be reached.
   */
  release(lease: Lease): Promise<void>;
  /**
   * Records that the last allowed try of the current step starts now. The record is kept until a step is committed or
   * the lease is released. Throws SessionConflictError when the lease was lost.
   */
  recordLastTry(lease: Lease): Promise<void>;
  /**
   * Renews the lease for `leaseMs`, and tells whether the run was asked to stop. Throws SessionConflictError when the
   * lease was lost.
   */
  renewLease(lease: Lease, leaseMs: number): Promise<{ stopRequested: boolean }>;
  /** Asks the run that holds the session, in any process, to stop; false when no run holds it. */
  requestStop(id: string): Promise<boolean>;
  /**
   * Ends the session as cancelled, also while a run holds it: that run can commit nothing any more. Throws
   * SessionNotFoundError, SessionCompletedError, SessionCancelledError, or ContextValueError for a reason that cannot
   * be stored.
   */
  cancel(id: string, reason?: string): Promise<void>;
  /** Undefined when there is no such session. */
  history(id: string): Promise<SessionHistory | undefined>;
}
