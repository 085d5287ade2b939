import {
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
} from "./errors";
import { applyCommit } from "./execute-step";
import { Session, type SessionStatus } from "./session";
import type { Claim, SessionStorage, SessionSummary, Step, StepCommit } from "./session-storage";

interface Row {
  session: Session;
  steps: Step[];
  lease: { token: string; until: number } | null;
  /** When a failed task is due again, epoch milliseconds. */
  retryAt: number | null;
}

/** Sessions in this process's memory, for development, tests and embedding. */
export class InMemorySessionStorage implements SessionStorage {
  readonly #rows = new Map<string, Row>();
  readonly #now: () => number;
  #tokens = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async get(id: string): Promise<Session | undefined> {
    const row = this.#rows.get(id);
    return row && copyOf(row.session);
  }

  async save(session: Session): Promise<void> {
    const row = this.#rows.get(session.id);
    if ((row?.session.version ?? 0) !== session.version) throw new SessionConflictError(session.id, session.version);
    if (row && this.#leased(row)) throw new SessionBusyError(session.id);
    session.version += 1;
    const stored = copyOf(session);
    this.#rows.set(session.id, { session: stored, steps: row?.steps ?? [], lease: null, retryAt: null });
  }

  async delete(id: string): Promise<void> {
    this.#rows.delete(id);
  }

  async list({ status, limit = 100 }: { status?: SessionStatus; limit?: number } = {}): Promise<SessionSummary[]> {
    const found: SessionSummary[] = [];
    for (const { session } of this.#rows.values()) {
      if (found.length === limit) break;
      if (status === undefined || session.status === status) {
        const { id, graphId, currentTaskId, statusMessage, version } = session;
        found.push({ id, graphId, currentTaskId, status: session.status, statusMessage, version });
      }
    }
    return found;
  }

  async claim(id: string, options: { leaseMs: number; onlyDue?: boolean }): Promise<Claim | undefined> {
    const row = this.#rows.get(id);
    if (!row) throw new SessionNotFoundError(id);
    if (this.#leased(row)) throw new SessionBusyError(id);
    if (options.onlyDue && !this.#due(row)) return undefined;
    if (row.session.status === "completed") throw new SessionCompletedError(id);
    if (row.session.status === "cancelled") throw new SessionCancelledError(id);
    const token = String(++this.#tokens);
    row.lease = { token, until: this.#now() + options.leaseMs };
    return { session: copyOf(row.session), token };
  }

  async commitStep(claim: Claim, commit: StepCommit): Promise<void> {
    const row = this.#held(claim);
    applyCommit(row.session, commit);
    row.steps.push(commit.step);
    row.retryAt = commit.step.retryInMs === null ? null : this.#now() + commit.step.retryInMs;
    if (!commit.keepLease) row.lease = null;
    claim.session.version = ++row.session.version;
  }

  async renewLease(claim: Claim, leaseMs: number): Promise<void> {
    this.#held(claim).lease = { token: claim.token, until: this.#now() + leaseMs };
  }

  /** The committed steps of a session, oldest first. */
  async steps(id: string): Promise<readonly Step[]> {
    return this.#rows.get(id)?.steps ?? [];
  }

  #held(claim: Claim): Row {
    const row = this.#rows.get(claim.session.id);
    if (row?.lease?.token !== claim.token || row.session.version !== claim.session.version) {
      throw new SessionConflictError(claim.session.id, claim.session.version);
    }
    return row;
  }

  #leased(row: Row): boolean {
    return row.lease !== null && row.lease.until > this.#now();
  }

  #due({ session, retryAt }: Row): boolean {
    switch (session.status) {
      case "ready":
      case "running":
        return true;
      case "waiting":
      case "paused":
        return session.answer !== undefined;
      case "failed":
        return retryAt !== null && retryAt <= this.#now();
      default:
        return false;
    }
  }
}

/** Values and messages are never changed in place, so a shallow copy with a context of its own is a copy. */
function copyOf(session: Session): Session {
  const copy = Object.assign(new Session(session.id, session.currentTaskId, session.graphId), session);
  copy.context = session.context.draft();
  copy.trail = [...session.trail];
  return copy;
}
