import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { runReading } from "@/lib/db/connections/pool";
import {
  type Session,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  type SessionHistory,
  SessionNotFoundError,
  type SessionStatus,
  type SessionStorage,
} from "@/lib/engine";
import {
  type AcquireOptions,
  initialValuesOf,
  isUntouched,
  type Lease,
  SessionRefusedError,
  type SessionSummary,
  type StepCommit,
  toJson,
  unsavedSteps,
} from "@/lib/engine/storage-kit";
import { keepModelCalls, takeModelCalls } from "@/lib/llm/model-calls";
import { refusalOf, refusing } from "./reading/describe-refusal";
import {
  type LoadedLease,
  type LoadedSession,
  loadedStateOf,
  nothingLoaded,
  rememberLoaded,
  rememberSaved,
} from "./reading/load-state";
import { type HistoryRow, readHistory } from "./reading/read-history";
import { type LoadedRow, readLease, readSession, startedSession } from "./reading/read-session";
import { releaseLease, takingLease } from "./retry-release";
import { insertWithStep, saveSession } from "./save-session";
import { sessionStatuses } from "./schema";
import { isFree, isHeldBy } from "./sql/leases/due";
import { findLeaseState, type LeaseState } from "./sql/leases/find-lease-state";
import { cancelSession } from "./sql/people/cancel-session";
import { deleteSession } from "./sql/sessions/delete-session";
import type { NewSession } from "./sql/sessions/insert-sessions";
import { loadSession } from "./sql/sessions/load-session";
import { sessionHistory } from "./sql/sessions/session-history";
import type { FacetCopy } from "./sql/steps/facets";
import { isPlain, toStepRow } from "./sql/steps/step-row";
import { acquires, type CommittedRow, commits, inserts, starts } from "./sql/write-batches";

/** Called with a committed step and with what a run that began now would find. */
export type OnCommit = (commit: StepCommit, session: Session, found: CommittedRow) => void;

/**
 * Sessions as rows; a step is committed in one statement. The id of a session is a UUID: a new session with another id
 * is a SessionRefusedError, and no session is found by one.
 */
export class PostgresSessionStorage implements SessionStorage {
  readonly #facetCopy: FacetCopy;
  readonly #claimantId: string | undefined;
  readonly #onCommit: OnCommit | undefined;

  /**
   * `facetCopy` says which values of the context lists sort and filter by. New sessions belong to `claimantId`;
   * `onCommit` is called with every step that was committed.
   */
  constructor(facetCopy: FacetCopy, claimantId?: string, onCommit?: OnCommit) {
    this.#facetCopy = facetCopy;
    this.#claimantId = claimantId;
    this.#onCommit = onCommit;
  }

  async get(id: string): Promise<Session | undefined> {
    const found = await this.#load(id);
    return found && rememberLoaded(found);
  }

  async #load(id: string): Promise<LoadedSession | undefined> {
    const row = isUuid(id) && (await runReading<LoadedRow>(loadSession(id))).rows[0];
    return row ? readSession(row) : undefined;
  }

  async save(session: Session): Promise<void> {
    const version = await this.#write(session);
    if (version === undefined) {
      const current = await this.get(session.id);
      if (current?.version === session.version) throw new SessionBusyError(session.id);
      throw new SessionConflictError(session.id, session.version);
    }
    session.version = version;
    rememberSaved(session);
  }

  async create(session: Session, leaseMs: number, first?: StepCommit): Promise<LoadedLease> {
    if (session.version > 0) throw new SessionConflictError(session.id, session.version);
    const token = randomUUID();
    if (!isUntouched(session)) {
      if (first) throw new Error("Only a session that is untouched can be created with its first step.");
      await this.save(session);
      const lease = await this.acquire(session.id, { leaseMs });
      if (!lease) throw new SessionConflictError(session.id, session.version);
      return lease;
    }
    const row = this.#newSession(session, { token, leaseMs });
    const lease = { ...startedSession(session), token, startCount: 1, hadLastTry: false };
    const isWritten = first
      ? await this.#createWithStep(row, first, lease)
      : await refusing(session.id, inserts.add(row));
    if (!isWritten) throw new SessionConflictError(session.id, session.version);
    session.version = 1;
    lease.session.version = first ? 2 : 1;
    return lease;
  }

  async #createWithStep(row: NewSession, first: StepCommit, lease: LoadedLease): Promise<unknown> {
    try {
      const step = toStepRow(lease, lease.loaded, first, this.#facetCopy);
      return await (isPlain(step) ? starts.add({ ...row, ...step }) : insertWithStep(row, { ...step, version: 1 }));
    } catch (error) {
      throw refusalOf(first.step.taskId, error);
    }
  }

  async delete(id: string): Promise<void> {
    if (isUuid(id)) await prisma.$executeRaw(deleteSession(id));
  }

  async list({ status, limit = 100 }: { status?: SessionStatus; limit?: number } = {}): Promise<SessionSummary[]> {
    if (status !== undefined && !sessionStatuses.includes(status)) return [];
    // Prisma reads a negative number from the end.
    const take = Math.min(Math.max(Math.trunc(limit) || 0, 0), 2 ** 31 - 1);
    const rows = await prisma.session.findMany({ where: { status }, orderBy: { updatedAt: "desc" }, take });
    return rows.map(({ id, workflowVersionId, currentTaskId, status, statusMessage, version }) => ({
      id,
      graphId: workflowVersionId,
      currentTaskId,
      status,
      statusMessage,
      version,
    }));
  }

  async acquire(id: string, { leaseMs, answer, ...options }: AcquireOptions): Promise<LoadedLease | undefined> {
    const onlyDue = options.onlyDue === true && answer === undefined;
    const request = { id: id.toLowerCase(), token: randomUUID(), lease_ms: leaseMs, only_due: onlyDue };
    const row = isUuid(id) && (await takingLease(request, acquires.add(request)));
    if (!row) return this.#refuse(id, onlyDue);
    const found = row.is_current ? readSession(row) : await this.#load(id);
    if (!found) throw new SessionNotFoundError(id);
    const lease = { ...readLease(row, request.token), ...found };
    const { session, loaded } = found;
    if (onlyDue && session.status === "waiting" && session.answer === undefined && !row.is_woken) {
      // The wait was opened while this statement waited for the row: another run has just brought the session here.
      await this.release(lease);
      return undefined;
    }
    if (answer !== undefined) {
      if (loaded.answerIs === "decision") {
        // The decision of a person is handed over first, by a run without an answer.
        await this.release(lease);
        throw new SessionBusyError(id);
      }
      // It goes before the unread words, which stay unread.
      session.answer = loaded.savedAnswer = answer;
      loaded.answerIs = "saved";
    }
    return lease;
  }

  /**
   * Throws the reason why nothing was acquired; undefined when nothing is due. A session that is due now was held by
   * another run a moment ago.
   */
  async #refuse(id: string, onlyDue: boolean): Promise<undefined> {
    const current = await leaseState(id);
    if (!current) throw new SessionNotFoundError(id);
    if (current.leased || (onlyDue && current.due)) throw new SessionBusyError(id);
    if (onlyDue) return undefined;
    throw errorOfEnded(id, current.status) ?? new SessionBusyError(id);
  }

  async release(lease: Pick<Lease, "session" | "token">): Promise<void> {
    const { session, token } = lease;
    if (isLease(lease)) await releaseLease({ id: session.id, token, version: session.version });
  }

  async commitStep(lease: LoadedLease, commit: StepCommit): Promise<void> {
    const { session, loaded } = lease;
    if (!isLease(lease)) throw new SessionConflictError(session.id, session.version);
    const calls = takeModelCalls(session.id);
    let written: CommittedRow | undefined;
    try {
      written = await commits.add({ ...toStepRow(lease, loaded, commit, this.#facetCopy), model_calls: calls });
    } catch (error) {
      throw refusalOf(commit.step.taskId, error);
    } finally {
      if (!written && calls) keepModelCalls(session.id, calls);
    }
    if (!written) throw new SessionConflictError(session.id, session.version);
    session.version += 1;
    this.#onCommit?.(commit, session, written);
    loaded.isFresh = false;
    if (commit.tookAnswer && commit.step.status === "done") {
      if (loaded.answerIs === "saved") loaded.savedAnswer = null;
      loaded.answerIs = null;
    }
  }

  async recordLastTry(lease: Lease): Promise<void> {
    const { session, token } = lease;
    if (!isLease(lease)) throw new SessionConflictError(session.id, session.version);
    const recorded = await prisma.$executeRaw`
      UPDATE session s SET last_try_version = s.version WHERE s.id = ${session.id}::uuid AND ${isHeldBy(token)}`;
    if (recorded === 0) throw new SessionConflictError(session.id, session.version);
  }

  async renewLease(lease: Lease, leaseMs: number): Promise<{ stopRequested: boolean }> {
    const { session, token } = lease;
    if (!isLease(lease)) throw new SessionConflictError(session.id, session.version);
    const [renewed] = await prisma.$queryRaw<{ stop: boolean }[]>`
      UPDATE session s SET lease_until = now() + ${leaseMs} * interval '1 millisecond'
      WHERE s.id = ${session.id}::uuid AND ${isHeldBy(token)}
      RETURNING coalesce(s.stop_token = s.lease_token, false) AS stop`;
    if (!renewed) throw new SessionConflictError(session.id, session.version);
    return { stopRequested: renewed.stop };
  }

  async requestStop(id: string): Promise<boolean> {
    if (!isUuid(id)) return false;
    const asked = await prisma.$executeRaw`
      UPDATE session s SET stop_token = s.lease_token WHERE s.id = ${id}::uuid AND NOT ${isFree}`;
    return asked > 0;
  }

  async cancel(id: string, reason = "Cancelled"): Promise<void> {
    const words = toJson("reason", reason) as string;
    const cancelled = isUuid(id) ? await prisma.$queryRaw<unknown[]>(cancelSession(id, null, words)) : [];
    if (cancelled.length > 0) return;
    const current = await leaseState(id);
    if (!current) throw new SessionNotFoundError(id);
    // It did not exist or was over when the statement ran, and was saved again since.
    throw errorOfEnded(id, current.status) ?? new SessionBusyError(id);
  }

  async history(id: string): Promise<SessionHistory | undefined> {
    const row = isUuid(id) && (await runReading<HistoryRow>(sessionHistory(id))).rows[0];
    return row ? readHistory(row) : undefined;
  }

  /** The new version; undefined when the session is not free or not at its version any more, or its id is taken. */
  #write(session: Session): Promise<number | undefined> {
    if (session.version > 0)
      return isUuid(session.id)
        ? refusing(session.id, saveSession(session, loadedStateOf(session), { facetCopy: this.#facetCopy }))
        : Promise.resolve(undefined);
    const row = this.#newSession(session);
    if (!isUntouched(session))
      return refusing(session.id, saveSession(session, nothingLoaded, { facetCopy: this.#facetCopy, insert: row }));
    return refusing(
      session.id,
      inserts.add(row).then((isWritten) => (isWritten ? 1 : undefined)),
    );
  }

  #newSession(session: Session, lease?: { token: string; leaseMs: number }): NewSession {
    if (!this.#claimantId) throw new Error("A storage that creates sessions needs to know whose they are.");
    if (!isUuid(session.id)) throw new SessionRefusedError(session.id, "the ids of sessions in Postgres are UUIDs");
    const context = initialValuesOf(session);
    const reference = context[this.#facetCopy.referenceKey];
    return {
      id: session.id.toLowerCase(),
      workflow_version_id: session.graphId,
      claimant_id: this.#claimantId,
      reference: typeof reference === "string" ? reference : session.id,
      start_task_id: unsavedSteps(session)[0]?.step.taskId ?? session.currentTaskId,
      context,
      token: lease?.token,
      lease_ms: lease?.leaseMs,
    };
  }
}

/** The status and lease of a session in one snapshot; undefined when there is none. */
async function leaseState(id: string): Promise<LeaseState | undefined> {
  return isUuid(id) ? (await prisma.$queryRaw<LeaseState[]>(findLeaseState(id)))[0] : undefined;
}

function errorOfEnded(id: string, status: SessionStatus): Error | undefined {
  if (status === "completed") return new SessionCompletedError(id);
  return status === "cancelled" ? new SessionCancelledError(id) : undefined;
}

/** What can be the id of a session in Postgres. */
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** Whether a lease can be of a session in Postgres at all. */
const isLease = ({ session, token }: Pick<Lease, "session" | "token">): boolean => isUuid(session.id) && isUuid(token);
