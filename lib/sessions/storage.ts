import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import {
  type Claim,
  Context,
  type HistoryMessage,
  type JsonObject,
  type JsonValue,
  Session,
  SessionBusyError,
  SessionConflictError,
  SessionNotFoundError,
  type SessionStatus,
  type SessionStorage,
  type SessionSummary,
  type StepCommit,
  type WaitRequest,
} from "@/lib/engine";
import { claimSession, loadSession } from "./sql/claim-session";
import { commitStep } from "./sql/commit-step";
import { insertSession } from "./sql/insert-session";
import { writeOfSave, writeOfStep } from "./sql/session-write";

interface LoadedRow {
  id: string;
  workflow_version_id: string;
  current_task_id: string;
  status: SessionStatus;
  status_message: string | null;
  context: JsonObject;
  version: number;
  step_seq: number;
  attempt: number;
  trail: string[];
  answer: JsonValue | null;
  user_message_seq: number;
  handled_message_seq: number;
  wait: (Omit<WaitRequest, "queue" | "assigneeId"> & { queue: string | null; assigneeId: string | null }) | null;
  decision: JsonObject | null;
  history: { seq: number; role: HistoryMessage["role"]; parts: MessagePart[]; own: boolean; at: string }[];
}

/** A message is text and, when it was made by a form, the typed values that the form sent. */
export type MessagePart = { type: "text"; text: string } | { type: "data-facts"; data: JsonObject };

/** A session from Postgres; it remembers how far its claimant's messages go that this load has seen. */
class StoredSession extends Session {
  seenMessageSeq = 0;
}

/** The answer to a claimant's wait: everything they wrote since the last step that read their words. */
export interface MessageAnswer {
  type: "message";
  text: string;
  /** Values typed into a form's fields, by field key; parsed by the task that asked. */
  facts: JsonObject;
  /** Seqs of the messages it is made of. */
  messageSeqs: number[];
}

/** Sessions as rows; a step is committed in one statement. New sessions belong to `claimantId`. */
export class PostgresSessionStorage implements SessionStorage {
  readonly #claimantId: string | undefined;

  constructor(claimantId?: string) {
    this.#claimantId = claimantId;
  }

  async get(id: string): Promise<Session | undefined> {
    const [row] = isUuid(id) ? await prisma.$queryRaw<LoadedRow[]>(loadSession(id)) : [];
    return row && toSession(row);
  }

  async save(session: Session): Promise<void> {
    const saved =
      session.version === 0
        ? await this.#insert(session)
        : await prisma.$queryRaw<unknown[]>(commitStep(writeOfSave(session)));
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
    const [row] = isUuid(id) ? await prisma.$queryRaw<LoadedRow[]>(claimSession(id, token, leaseMs, onlyDue)) : [];
    if (row) return { session: toSession(row), token };
    const [current] = isUuid(id)
      ? await prisma.$queryRaw<
          { leased: boolean }[]
        >`SELECT coalesce(lease_until > now(), false) AS leased FROM session WHERE id = ${id}::uuid`
      : [];
    if (!current) throw new SessionNotFoundError(id);
    if (current.leased || !onlyDue) throw new SessionBusyError(id);
    return undefined;
  }

  async commitStep(claim: Claim, commit: StepCommit): Promise<void> {
    const { session } = claim;
    const seen = session instanceof StoredSession ? session.seenMessageSeq : 0;
    const [row] = await prisma.$queryRaw<{ version: number }[]>(commitStep(writeOfStep(claim, seen, commit)));
    if (!row) throw new SessionConflictError(session.id, session.version);
    session.version = row.version;
  }

  async renewLease({ session, token }: Claim, leaseMs: number): Promise<void> {
    const renewed = await prisma.$executeRaw`
      UPDATE session SET lease_until = now() + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${session.id}::uuid AND lease_token = ${token}::uuid`;
    if (renewed === 0) throw new SessionConflictError(session.id, session.version);
  }

  async release({ session, token }: Claim): Promise<void> {
    await prisma.$executeRaw`
      UPDATE session SET lease_token = NULL, lease_until = NULL,
        status = CASE WHEN status = 'running' THEN ${session.wait ? "waiting" : "ready"}::"SessionStatus" ELSE status END
      WHERE id = ${session.id}::uuid AND lease_token = ${token}::uuid`;
  }

  async #insert(session: Session): Promise<unknown[]> {
    if (!this.#claimantId) throw new Error("A storage that creates sessions needs to know whose they are.");
    const values = session.context.values();
    return prisma.$queryRaw<unknown[]>(
      insertSession({
        id: session.id,
        workflowVersionId: session.graphId,
        claimantId: this.#claimantId,
        reference: typeof values.reference === "string" ? values.reference : session.id,
        status: session.status,
        currentTaskId: session.currentTaskId,
        context: values,
        answer: session.answer,
      }),
    );
  }
}

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

function toSession(row: LoadedRow): StoredSession {
  const history = row.history.map(({ seq, role, parts, at }) => ({
    seq,
    role,
    content: textOf(parts),
    timestamp: at,
  }));
  const session = new StoredSession(row.id, row.current_task_id, row.workflow_version_id);
  session.status = row.status;
  session.statusMessage = row.status_message;
  session.context = new Context(row.context, history);
  session.version = row.version;
  session.stepSeq = row.step_seq;
  session.attempt = row.attempt;
  session.trail = row.trail;
  session.wait = row.wait && {
    ...row.wait,
    queue: row.wait.queue ?? undefined,
    assigneeId: row.wait.assigneeId ?? undefined,
  };
  session.answer = row.decision ?? messageAnswer(row) ?? row.answer ?? undefined;
  session.seenMessageSeq = row.user_message_seq;
  return session;
}

/** A reviewer's question never takes the claimant's words as an answer. */
function messageAnswer(row: LoadedRow): JsonValue | undefined {
  if (row.wait && row.wait.audience !== "claimant") return undefined;
  const fresh = row.history.filter(
    (message) => message.own && message.role === "user" && message.seq > row.handled_message_seq,
  );
  if (fresh.length === 0) return undefined;
  const facts = Object.assign(
    {},
    ...fresh.flatMap(({ parts }) => parts.map((part) => (part.type === "data-facts" ? part.data : {}))),
  );
  return {
    type: "message",
    text: fresh.map(({ parts }) => textOf(parts)).join("\n"),
    facts,
    messageSeqs: fresh.map((message) => message.seq),
  } satisfies MessageAnswer;
}

const textOf = (parts: MessagePart[]): string =>
  parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
