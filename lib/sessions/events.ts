import { isStaff, type Principal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";

/** Something that happened to a session. `seq` is the cursor: ask for what came after it. */
export interface SessionEvent {
  seq: number;
  sessionId: string;
  /** The audit event's type, e.g. "step.committed". */
  type: string;
}

const pageSize = 200;

// Ids are handed out before their transaction commits, so a small id can appear after a larger one. Every transaction
// below the oldest one still open has ended: up to there nothing can appear any more, and a cursor skips nothing. A long
// transaction anywhere in this Postgres delays readers, it never makes them miss something.
const settled = Prisma.sql`tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/** The cursor as of now: everything settled so far lies at or before it. */
export async function currentCursor(): Promise<number> {
  const [row] = await prisma.$queryRaw<{ seq: bigint | null }[]>`SELECT max(id) AS seq FROM audit_log WHERE ${settled}`;
  return Number(row?.seq ?? 0);
}

/**
 * What happened after the cursor, oldest first, at most 200 events (ask again with the last one's `seq`). Staff read
 * every session's, a claimant those of their own; `sessionId` narrows it to one.
 */
export async function listEvents(principal: Principal, after: number, sessionId?: string): Promise<SessionEvent[]> {
  const ofSession = sessionId ? Prisma.sql`AND event.session_id = ${sessionId}::uuid` : Prisma.empty;
  const ofPrincipal = isStaff(principal)
    ? Prisma.empty
    : Prisma.sql`AND session.claimant_id = ${principal.userId}::uuid`;
  const rows = await prisma.$queryRaw<{ id: bigint; session_id: string; type: string }[]>`
    SELECT event.id, event.session_id, event.type
    FROM audit_log AS event JOIN session ON session.id = event.session_id
    WHERE event.id > ${after} AND event.${settled} ${ofSession} ${ofPrincipal}
    ORDER BY event.id LIMIT ${pageSize}`;
  return rows.map((row) => ({ seq: Number(row.id), sessionId: row.session_id, type: row.type }));
}

/** Throws AppError `not_found` unless this person may follow the session. */
export async function assertMayFollow(principal: Principal, sessionId: string): Promise<void> {
  const session = await prisma.session.findUnique({ where: { id: sessionId }, select: { claimantId: true } });
  if (!session || !(isStaff(principal) || session.claimantId === principal.userId)) throw new AppError("not_found");
}
