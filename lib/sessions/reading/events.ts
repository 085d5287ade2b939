import { isStaff, type Principal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { isFinished, newestFinished } from "@/lib/db/connections/finished-transactions";
import { runReading } from "@/lib/db/connections/pool";
import { AppError } from "@/lib/errors";

/** Something that happened to a session. `seq` is the cursor: ask for what came after it. */
interface SessionEvent {
  seq: number;
  sessionId: string;
  /** The audit event's type, e.g. "step.committed". */
  type: string;
}

/** Events that one read returns at most. */
export const eventPageSize = 200;

// Events are read up to the oldest open transaction, in the order of their transactions: a cursor skips nothing. Their
// ids alone are not such an order: of two transactions the one that began later may take the smaller id and end later.
// A long transaction anywhere in this Postgres delays readers; they miss nothing.

/** A cursor is a transaction and how many of its events were read; one writes no more than a batch of steps. */
const eventsOfOne = 1000;

/** What reviewers and due times do to a case. Its claimant is told of the decision (`wait.decided`), not of these. */
const internalTypes = String.raw`^(case\.|decision\.|wait\.overdue$)`;

/** Whether the claimant of the session may not know of events of this type. */
export const isInternal = (type: string): boolean => new RegExp(internalTypes).test(type);

/** The cursor as of now: every event of a finished transaction is at or before it. */
export async function currentCursor(): Promise<number> {
  const [row] = await prisma.$queryRaw<{ tx: bigint | null }[]>(newestFinished);
  return row?.tx ? Number(row.tx) * eventsOfOne + eventsOfOne - 1 : 0;
}

/** An event with what decides who may read it, and its subjects. */
export interface OwnedEvent extends SessionEvent {
  claimantId: string;
  workflowId: string;
  /** The queues in which its session has or had a case. */
  queues: string[];
}

/**
 * What happened after the cursor, oldest first, at most 200 events (ask again with the last one's `seq`). Staff read
 * every session's, a claimant those of their own that are not internal; `sessionId` narrows it to one.
 */
export async function listEvents(principal: Principal, after: number, sessionId?: string): Promise<OwnedEvent[]> {
  const ofSession = sessionId ? Prisma.sql`AND event.session_id = ${sessionId}::uuid` : Prisma.empty;
  const ofPrincipal = isStaff(principal)
    ? Prisma.empty
    : Prisma.sql`AND session.claimant_id = ${principal.userId}::uuid AND event.type !~ ${internalTypes}`;
  const rows = await prisma.$queryRaw<EventRow[]>(eventsAfter(after, Prisma.sql`${ofSession} ${ofPrincipal}`));
  return rows.map(toEvent);
}

/**
 * As `listEvents`, of every session: for a reader that asks `readSubjects` before anything leaves the process. It runs
 * up to ten times a second, so it is prepared.
 */
export async function listAllEvents(after: number): Promise<OwnedEvent[]> {
  const { text, values } = eventsAfter(after, Prisma.empty);
  const { rows } = await runReading<EventRow>({ name: "list_all_events", text, values });
  return rows.map(toEvent);
}

function eventsAfter(after: number, andOnly: Prisma.Sql): Prisma.Sql {
  const tx = Math.floor(after / eventsOfOne);
  const read = after % eventsOfOne;
  return Prisma.sql`
    SELECT event.tx, placed.place, event.session_id, event.type, session.claimant_id, version.workflow_id,
      ARRAY(SELECT DISTINCT queue FROM wait WHERE wait.session_id = session.id AND queue IS NOT NULL) AS queues
    FROM audit_log AS event JOIN session ON session.id = event.session_id
      JOIN workflow_version AS version ON version.id = session.workflow_version_id,
      LATERAL (
        SELECT count(*)::int AS place FROM audit_log AS other WHERE other.tx = event.tx AND other.id <= event.id
      ) AS placed
    WHERE event.tx >= ${tx} AND event.${isFinished} AND (event.tx > ${tx} OR placed.place > ${read}) ${andOnly}
    ORDER BY event.tx, event.id LIMIT ${eventPageSize}`;
}

const toEvent = (row: EventRow): OwnedEvent => ({
  seq: Number(row.tx) * eventsOfOne + row.place,
  sessionId: row.session_id,
  type: row.type,
  claimantId: row.claimant_id,
  workflowId: row.workflow_id,
  queues: row.queues,
});

interface EventRow {
  /** Prisma reads a bigint, the driver its digits. */
  tx: bigint | string;
  place: number;
  session_id: string;
  type: string;
  claimant_id: string;
  workflow_id: string;
  queues: string[];
}

/** Throws AppError `not_found` unless this person may follow the session. */
export async function assertMayFollow(principal: Principal, sessionId: string): Promise<void> {
  const session = await prisma.session.findUnique({ where: { id: sessionId }, select: { claimantId: true } });
  if (!session || !(isStaff(principal) || session.claimantId === principal.userId)) throw new AppError("not_found");
}
