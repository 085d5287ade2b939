import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import {
  type Claim,
  type Session,
  SessionBusyError,
  SessionCancelledError,
  SessionCompletedError,
  SessionConflictError,
  SessionNotFoundError,
  type SessionStatus,
  type SessionStorage,
  type SessionSummary,
  type StepCommit,
  StepRefusedError,
} from "@/lib/engine";
import { type LoadedRow, readSession, StoredSession } from "./read-session";
import { claimSession } from "./sql/claim-session";
import { commitStep } from "./sql/commit-step";
import { insertSession } from "./sql/insert-session";
import { loadSession } from "./sql/load-session";
import { writeOfSave, writeOfStep } from "./sql/session-write";

/** Sessions as rows; a step is committed in one statement. New sessions belong to `claimantId`. */
export class PostgresSessionStorage implements SessionStorage {
  readonly #claimantId: string | undefined;

  constructor(claimantId?: string) {
    this.#claimantId = claimantId;
  }

  async get(id: string): Promise<Session | undefined> {
    const [row] = isUuid(id) ? await prisma.$queryRaw<LoadedRow[]>(loadSession(id)) : [];
    return row && readSession(row);
  }

  async save(session: Session): Promise<void> {
    const isNew = session.version === 0;
    const waitIsNew = !(session instanceof StoredSession && session.wait === session.loadedWait);
    const saved = isNew
      ? await this.#insert(session)
      : await prisma.$queryRaw<unknown[]>(commitStep(writeOfSave(session, waitIsNew)));
    if (saved.length === 0) {
      const current = await this.get(session.id);
      if (current?.version === session.version) throw new SessionBusyError(session.id);
      throw new SessionConflictError(session.id, session.version);
    }
    session.version += 1;
    session.context = session.context.with({ set: {}, remove: [] }, []);
  }

  async delete(id: string): Promise<void> {
    await prisma.session.deleteMany({ where: { id } });
  }

  async list({ status, limit = 100 }: { status?: SessionStatus; limit?: number } = {}): Promise<SessionSummary[]> {
    const rows = await prisma.session.findMany({ where: { status }, orderBy: { updatedAt: "desc" }, take: limit });
    return rows.map(({ id, workflowVersionId, currentTaskId, status, statusMessage, version }) => ({
      id,
      graphId: workflowVersionId,
      currentTaskId,
      status,
      statusMessage,
      version,
    }));
  }

  async claim(
    id: string,
    { leaseMs, onlyDue = false }: { leaseMs: number; onlyDue?: boolean },
  ): Promise<Claim | undefined> {
    const token = randomUUID();
    const [claimed] = isUuid(id) ? await prisma.$queryRaw<unknown[]>(claimSession(id, token, leaseMs, onlyDue)) : [];
    const session = claimed ? await this.get(id) : undefined;
    if (!session) return this.#refuse(id, onlyDue);
    if (onlyDue && session.wait && session.answer === undefined) {
      // The wait was opened while the claim waited for its turn: somebody else has just brought the session here.
      await this.#release(id, token);
      return undefined;
    }
    return { session, token };
  }

  /** Why a claim got nothing; undefined when there is nothing to do. */
  async #refuse(id: string, onlyDue: boolean): Promise<undefined> {
    const [current] = isUuid(id)
      ? await prisma.$queryRaw<{ status: SessionStatus; leased: boolean }[]>`
          SELECT status::text, coalesce(lease_until > now(), false) AS leased FROM session WHERE id = ${id}::uuid`
      : [];
    if (!current) throw new SessionNotFoundError(id);
    if (current.leased) throw new SessionBusyError(id);
    if (onlyDue) return undefined;
    if (current.status === "completed") throw new SessionCompletedError(id);
    if (current.status === "cancelled") throw new SessionCancelledError(id);
    throw new SessionBusyError(id);
  }

  async commitStep(claim: Claim, commit: StepCommit): Promise<void> {
    const { session } = claim;
    const seen = session instanceof StoredSession ? session : { seenMessageSeq: 0, savedAnswer: null };
    const [row] = await refusable(commit.step.taskId, async () =>
      prisma.$queryRaw<{ version: number }[]>(commitStep(writeOfStep(claim, seen, commit))),
    );
    if (!row) throw new SessionConflictError(session.id, session.version);
    session.version = row.version;
    if (commit.tookAnswer && session instanceof StoredSession) session.savedAnswer = null;
  }

  async renewLease({ session, token }: Claim, leaseMs: number): Promise<void> {
    const renewed = await prisma.$executeRaw`
      UPDATE session SET lease_until = now() + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${session.id}::uuid AND lease_token = ${token}::uuid`;
    if (renewed === 0) throw new SessionConflictError(session.id, session.version);
  }

  async #release(id: string, token: string): Promise<void> {
    await prisma.$executeRaw`
      UPDATE session SET lease_token = NULL, lease_until = NULL, status = 'waiting'
      WHERE id = ${id}::uuid AND lease_token = ${token}::uuid`;
  }

  async #insert(session: Session): Promise<unknown[]> {
    if (!this.#claimantId) throw new Error("A storage that creates sessions needs to know whose they are.");
    const values = session.context.values();
    const insert = insertSession({
      id: session.id,
      workflowVersionId: session.graphId,
      claimantId: this.#claimantId,
      reference: typeof values.reference === "string" ? values.reference : session.id,
      currentTaskId: session.currentTaskId,
      context: values,
    });
    if (isUntouched(session)) return prisma.$queryRaw<unknown[]>(insert);
    // A session that has lived outside: its row, and then the rest by the statement that all writes use.
    const write = commitStep(writeOfSave({ ...session, version: 1 }, true));
    const [inserted, saved] = await prisma.$transaction([
      prisma.$queryRaw<unknown[]>(insert),
      prisma.$queryRaw<unknown[]>(write),
    ]);
    session.version += 1;
    return inserted.length > 0 ? saved : [];
  }
}

const isUntouched = ({ status, statusMessage, attempt, trail, wait, answer, context }: Session): boolean =>
  status === "ready" &&
  !statusMessage &&
  !attempt &&
  !trail.length &&
  !wait &&
  answer === undefined &&
  !context.newMessages().length;

/** Runs a write; what Postgres refuses for its content, unlike a database that is away, becomes StepRefusedError. */
async function refusable<Rows>(taskId: string, write: () => Promise<Rows>): Promise<Rows> {
  try {
    return await write();
  } catch (error) {
    throw isDatabaseUnavailable(error) ? error : new StepRefusedError(taskId, error);
  }
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
