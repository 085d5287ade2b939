import type { ChildRecord, Effect, NextAction, WaitRequest } from "../graph/task";
import type { JsonObject, JsonValue } from "../json";
import type { ContextPatch, HistoryMessage } from "../session/context";
import type { Session, SessionStatus } from "../session/session";

/** One committed execution of one task: a row of the append-only log of a session. */
export interface Step {
  seq: number;
  taskId: string;
  /** saved: no task ran, somebody changed the session by hand and saved it. */
  status: "done" | "failed" | "saved";
  /** Null unless a task has done it. */
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
  /** Milliseconds. */
  durationMs: number;
  usage: { modelId?: string; inputTokens?: number; outputTokens?: number } | null;
  /** What ran inside it, for a fan-out. */
  children: readonly ChildRecord[] | null;
  /** Whether the result came from the cache, without the task running. */
  cached: boolean;
}

/** What a step does to the backStack: the task is left behind, the way is gone back by one, or neither. */
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
  /** The conversation starts anew after this many of the messages; null when it goes on. */
  clearedAfter: number | null;
  /** The wait that this step opens. */
  wait: WaitRequest | null;
  effects: readonly Effect[];
  /** Whether the task looked at the session's answer; one that nobody took goes to the next task. */
  tookAnswer: boolean;
  /** Whether the run goes on with the lease kept. */
  keepLease: boolean;
}

export interface AcquireOptions {
  /** Milliseconds until another may take the session over. */
  leaseMs: number;
  /** Nothing is acquired when there is nothing to do. */
  onlyDue?: boolean;
  /** The answer to the open question. */
  answer?: JsonValue;
}

/** A session that one run holds; `token` fences its writes. */
export interface Lease {
  session: Session;
  token: string;
  /**
   * How often the session's current step has been begun, with this lease, since a step was last committed or released.
   */
  begun: number;
  /** Whether the last allowed try of the current step was recorded as started (`recordLastTry`), and never ended. */
  hadLastTry: boolean;
}

export interface SessionSummary {
  id: string;
  graphId: string;
  currentTaskId: string;
  status: SessionStatus;
  statusMessage: string | null;
  version: number;
}

/** A message, and in which states of its session tasks see it: from that of step `since` on, before that of step `until`. */
export interface PastMessage extends HistoryMessage {
  since: number;
  /** Null when nobody has cleared the conversation since. */
  until: number | null;
}

/** A session was moved to another version of its graph, after step `afterSeq` and before the next. */
export interface VersionMove {
  afterSeq: number;
  fromGraphId: string;
  graphId: string;
  /** Where it went on. */
  currentTaskId: string;
  /** Null when the backStack stayed as it was. */
  backStack: string[] | null;
}

/** How a session came to be as it is: what it began with, and every step since. */
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
  /** A session to look at, or to change by hand and `save`; undefined when there is none. */
  get(id: string): Promise<Session | undefined>;
  /**
   * Creates the session, or replaces it when `session.version` is the stored one, and raises the version in both
   * places. Steps made by hand are recorded, and so are values changed by hand, as a step of their own. Throws
   * SessionConflictError otherwise, SessionBusyError while a run holds the session, SessionRefusedError when the session
   * cannot be stored as it is.
   */
  save(session: Session): Promise<void>;
  /**
   * Creates a new session and takes its lease at once, so that nobody else begins it. With `first`, which only a session
   * that is untouched may have, its first step is committed with it, all or nothing. Throws SessionConflictError when its
   * id is taken, SessionRefusedError, StepRefusedError when the step's content cannot be stored; for one that was
   * changed by hand, which is saved and then acquired, also what `lease` throws.
   */
  create(session: Session, leaseMs: number, first?: StepCommit): Promise<Lease>;
  /** Deletes a session with its steps and messages; one that is not there is no error. */
  delete(id: string): Promise<void>;
  /** At most `limit` sessions, 100 by default, none when it is less than 1; the one that changed last first. */
  list(filter?: { status?: SessionStatus; limit?: number }): Promise<SessionSummary[]>;
  /**
   * Loads the session and takes its lease for `leaseMs`. With `onlyDue`, undefined when there is nothing to do: it
   * waits or pauses, nobody has answered and no timer has run out, or it is completed or cancelled, or it has failed
   * and its retry is not due. Throws SessionNotFoundError, SessionBusyError, SessionCompletedError,
   * SessionCancelledError; SessionBusyError also for an `answer` to a session whose question somebody has decided
   * already, which is to be taken first. An `answer` becomes the session's: it is kept with the step that takes it, or
   * with a failed one for the next try. Counts the step as begun (`Lease.begun`). Without `onlyDue` it takes a session
   * that was set aside as well, and begins its count anew.
   */
  acquire(id: string, options: AcquireOptions): Promise<Lease | undefined>;
  /**
   * Writes everything or nothing and raises `lease.session.version`. The count of begun steps starts anew: at 1 when
   * the lease is kept, for the step that follows, else at 0. A failed step with the code `step_never_ended` sets the
   * session aside: it is not due until it is acquired without `onlyDue`, or saved. Throws SessionConflictError when the
   * lease was lost, StepRefusedError when the content itself cannot be stored.
   */
  commitStep(lease: Lease, commit: StepCommit): Promise<void>;
  /**
   * Gives a lease back without a step, for a run that ended with an error: its begin is not counted, and the session is
   * free unless another run has taken it over. Rejects when the storage cannot be reached.
   */
  release(lease: Lease): Promise<void>;
  /**
   * Records that the last allowed try of the current step starts now. It counts until a step is committed or the lease
   * is released. Throws SessionConflictError when the lease was lost.
   */
  recordLastTry(lease: Lease): Promise<void>;
  /**
   * Prolongs the lease while a task runs long, and says whether somebody has asked the run to stop. Throws
   * SessionConflictError when the lease was lost.
   */
  renewLease(lease: Lease, leaseMs: number): Promise<{ stopRequested: boolean }>;
  /** Asks the run that holds the session, wherever it is, to stop; false when no run does. */
  requestStop(id: string): Promise<boolean>;
  /**
   * Ends the session as cancelled, also while a run holds it: that run can commit nothing any more. Throws
   * SessionNotFoundError, SessionCompletedError, SessionCancelledError, ContextValueError for a reason that cannot be stored.
   */
  cancel(id: string, reason?: string): Promise<void>;
  /** Undefined when there is no such session. */
  history(id: string): Promise<SessionHistory | undefined>;
}
