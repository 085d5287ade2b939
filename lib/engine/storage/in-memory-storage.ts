import {
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
} from "../errors";
import { type JsonObject, type JsonValue, textOrNull } from "../json";
import { emptyPatch, type HistoryMessage } from "../session/context";
import { Session, type SessionStatus } from "../session/session";
import { applyCommit } from "./apply-commit";
import type {
  AcquireOptions,
  Lease,
  PastMessage,
  SessionHistory,
  SessionStorage,
  SessionSummary,
  Step,
  StepCommit,
} from "./session-storage";
import { discardUnsaved, initialValuesOf, isUntouched, markStored, recordEdits, unsavedSteps } from "./unsaved-steps";

interface Row {
  session: Session;
  startTaskId: string;
  initialValues: JsonObject;
  steps: Step[];
  messages: PastMessage[];
  lease: { token: string; until: number } | null;
  /** The run was asked to stop, or has been stopped: an answer that was there before is not due. */
  isStopRequested: boolean;
  /** How often the current step was started since the last one was committed. */
  startCount: number;
  /** The last allowed try of the current step has started. */
  hadLastTry: boolean;
  /** Its step was started too often: it is not due until a run without `onlyDue`. */
  isSetAside: boolean;
  /** When a failed task is retried, or the timer of a wait runs out: epoch milliseconds. */
  dueAt: number | null;
}

/** Sessions in this process's memory, for development, tests and embedding. */
export class InMemorySessionStorage implements SessionStorage {
  readonly #rows = new Map<string, Row>();
  readonly #now: () => number;
  #newest: Row | undefined;
  #tokens = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async get(id: string): Promise<Session | undefined> {
    const row = this.#rows.get(id);
    if (!row) return undefined;
    const copy = copyOf(row.session);
    markStored(copy);
    return copy;
  }

  async save(session: Session): Promise<void> {
    this.#save(session);
    markStored(session);
  }

  #save(session: Session): Row {
    const row = this.#rows.get(session.id);
    if ((row?.session.version ?? 0) !== session.version) throw new SessionConflictError(session.id, session.version);
    if (row && this.#leased(row)) throw new SessionBusyError(session.id);
    if (row || unsavedSteps(session).length > 0 || session.context.clearedAfter()) recordEdits(session);
    const initialValues = row?.initialValues ?? initialValuesOf(session);
    const made = unsavedSteps(session);
    const messages = row?.messages ?? [];
    for (const { step, messages: said, clearedAfter } of made) addMessages(messages, said, step.seq, clearedAfter);
    addMessages(messages, session.context.newMessages(), session.stepSeq, session.context.clearedAfter());
    const dueAt = this.#dueAfterSave(session, row);
    session.answer ??= undefined;
    session.version += 1;
    session.context.absorb(emptyPatch, []);
    const saved: Row = {
      session: copyOf(session),
      startTaskId: row?.startTaskId ?? made[0]?.step.taskId ?? session.currentTaskId,
      initialValues,
      steps: [...(row?.steps ?? []), ...made.map(({ step }) => step)],
      messages,
      lease: null,
      isStopRequested: false,
      startCount: 0,
      hadLastTry: false,
      isSetAside: false,
      dueAt,
    };
    this.#put(saved);
    return saved;
  }

  async create(session: Session, leaseMs: number, first?: StepCommit): Promise<Lease> {
    if (session.version > 0) throw new SessionConflictError(session.id, session.version);
    if (first && !isUntouched(session)) {
      throw new Error("Only a session that is untouched can be created with its first step.");
    }
    const lease = this.#take(this.#save(session), leaseMs);
    discardUnsaved(session);
    if (first) this.#commit(lease, first);
    return lease;
  }

  async delete(id: string): Promise<void> {
    this.#rows.delete(id);
    this.#newest = undefined;
  }

  async list({ status, limit = 100 }: { status?: SessionStatus; limit?: number } = {}): Promise<SessionSummary[]> {
    const found: SessionSummary[] = [];
    for (const { session } of [...this.#rows.values()].reverse()) {
      if (!(found.length < Math.trunc(limit))) break;
      if (status === undefined || session.status === status) {
        const { id, graphId, currentTaskId, statusMessage, version } = session;
        found.push({ id, graphId, currentTaskId, status: session.status, statusMessage, version });
      }
    }
    return found;
  }

  async acquire(id: string, { leaseMs, onlyDue, answer }: AcquireOptions): Promise<Lease | undefined> {
    const row = this.#rows.get(id);
    if (!row) throw new SessionNotFoundError(id);
    if (this.#leased(row)) throw new SessionBusyError(id);
    if (onlyDue && answer === undefined && !this.#due(row)) return undefined;
    return this.#take(row, leaseMs, answer);
  }

  #take(row: Row, leaseMs: number, answer?: JsonValue): Lease {
    const { id, status } = row.session;
    if (status === "completed") throw new SessionCompletedError(id);
    if (status === "cancelled") throw new SessionCancelledError(id);
    if (answer !== undefined) row.session.answer = answer;
    const token = String(++this.#tokens);
    row.lease = { token, until: this.#now() + leaseMs };
    row.isStopRequested = false;
    row.startCount += 1;
    row.isSetAside = false;
    return { session: copyOf(row.session), token, startCount: row.startCount, hadLastTry: row.hadLastTry };
  }

  async release({ session, token }: Lease): Promise<void> {
    const row = this.#rows.get(session.id);
    const isHeld = row?.lease?.token === token;
    if (!row || !(isHeld || row.session.version === session.version)) return;
    row.startCount = Math.max(0, row.startCount - 1);
    if (!isHeld) return;
    row.hadLastTry = false;
    row.lease = null;
  }

  async commitStep(lease: Lease, commit: StepCommit): Promise<void> {
    this.#commit(lease, commit);
  }

  #commit(lease: Lease, commit: StepCommit): void {
    const row = this.#held(lease);
    const { step, wait, messages, clearedAfter, keepLease } = commit;
    applyCommit(row.session, commit);
    row.steps.push(step);
    if (messages.length > 0 || clearedAfter !== null) addMessages(row.messages, messages, step.seq, clearedAfter);
    const dueInMs = step.retryInMs ?? wait?.wakeInMs;
    const isStopped = step.error?.code === "turn_cancelled";
    if (dueInMs !== undefined) row.dueAt = this.#now() + dueInMs;
    // The question at which a run was stopped keeps its timer.
    else if (!isStopped || row.session.status !== "waiting") row.dueAt = null;
    row.startCount = keepLease ? 1 : 0;
    row.hadLastTry = false;
    row.isSetAside = step.error?.code === "step_never_ended";
    if (!keepLease) {
      row.lease = null;
      row.isStopRequested = isStopped;
      this.#put(row);
    }
    lease.session.version = ++row.session.version;
  }

  async recordLastTry(lease: Lease): Promise<void> {
    this.#held(lease).hadLastTry = true;
  }

  async renewLease(lease: Lease, leaseMs: number): Promise<{ stopRequested: boolean }> {
    const row = this.#held(lease);
    row.lease = { token: lease.token, until: this.#now() + leaseMs };
    return { stopRequested: row.isStopRequested };
  }

  async requestStop(id: string): Promise<boolean> {
    const row = this.#rows.get(id);
    if (!row || !this.#leased(row)) return false;
    row.isStopRequested = true;
    return true;
  }

  async cancel(id: string, reason = "Cancelled"): Promise<void> {
    const statusMessage = textOrNull("reason", reason);
    const row = this.#rows.get(id);
    if (!row) throw new SessionNotFoundError(id);
    const { session } = row;
    if (session.status === "completed") throw new SessionCompletedError(id);
    if (session.status === "cancelled") throw new SessionCancelledError(id);
    Object.assign(session, { status: "cancelled", statusMessage, wait: null, version: session.version + 1 });
    row.lease = null;
    this.#put(row);
  }

  async history(id: string): Promise<SessionHistory | undefined> {
    const row = this.#rows.get(id);
    if (!row) return undefined;
    const { session, startTaskId, initialValues, steps, messages } = row;
    return structuredClone({ graphId: session.graphId, startTaskId, initialValues, steps, moves: [], messages });
  }

  /** That of the newest step made by hand. Without one it does not change while the question or failure stays. */
  #dueAfterSave(session: Session, row: Row | undefined): number | null {
    const last = unsavedSteps(session).findLast(({ step }) => step.status !== "saved");
    const isNewWait = session.wait !== (row?.session.wait ?? null);
    const dueInMs = last
      ? (last.step.retryInMs ?? last.wait?.wakeInMs)
      : isNewWait
        ? session.wait?.wakeInMs
        : undefined;
    if (dueInMs !== undefined) return this.#now() + dueInMs;
    return !last && !isNewWait && row?.session.status === session.status ? row.dueAt : null;
  }

  /** Keeps the rows in the order in which they changed. */
  #put(row: Row): void {
    if (row === this.#newest) return;
    this.#newest = row;
    this.#rows.delete(row.session.id);
    this.#rows.set(row.session.id, row);
  }

  #held(lease: Lease): Row {
    const row = this.#rows.get(lease.session.id);
    if (row?.lease?.token !== lease.token || row.session.version !== lease.session.version) {
      throw new SessionConflictError(lease.session.id, lease.session.version);
    }
    return row;
  }

  #leased(row: Row): boolean {
    return row.lease !== null && row.lease.until > this.#now();
  }

  #due(row: Row): boolean {
    const { session, dueAt } = row;
    const isTime = dueAt !== null && dueAt <= this.#now();
    switch (session.status) {
      case "ready":
      case "running":
        return true;
      case "waiting":
      case "paused":
        return (session.answer !== undefined && !row.isStopRequested) || isTime;
      case "failed":
        return isTime && !row.isSetAside;
      default:
        return false;
    }
  }
}

/** Adds the messages of step `seq`, which may have cleared the conversation after some of them. */
function addMessages(
  conversation: PastMessage[],
  said: readonly HistoryMessage[],
  seq: number,
  clearedAfter: number | null,
): void {
  if (clearedAfter !== null) for (const message of conversation) message.until ??= seq;
  for (const [index, message] of said.entries()) {
    conversation.push({ ...message, since: seq, until: clearedAfter !== null && index < clearedAfter ? seq : null });
  }
}

/** Only the context and the back stack are ever changed in place, so a copy with its own of both is independent. */
function copyOf(session: Session): Session {
  const copy = new Session(session.id, session.currentTaskId, session.graphId, session.context.copy());
  copy.status = session.status;
  copy.statusMessage = session.statusMessage;
  copy.version = session.version;
  copy.stepSeq = session.stepSeq;
  copy.attempt = session.attempt;
  copy.backStack = session.backStack.slice();
  copy.wait = session.wait;
  copy.answer = session.answer;
  return copy;
}
