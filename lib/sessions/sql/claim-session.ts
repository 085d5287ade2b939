import { Prisma } from "@/lib/db/client";

/** Words of the claimant that no step has read, in a session that does not stand at a reviewer. */
const toldSomething = Prisma.sql`(s.user_message_seq > s.handled_message_seq AND NOT EXISTS (
  SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience = 'reviewer'))`;

/** Work left over, a retry whose time has come, or an answer to the open question. */
export const isDue = Prisma.sql`(
  s.status IN ('ready', 'running')
  OR (s.status = 'failed' AND s.next_retry_at <= now())
  OR (s.status IN ('waiting', 'paused') AND (s.answer IS NOT NULL OR ${toldSomething})))`;

/**
 * Takes the lease, nothing else: what the session consists of is read afterwards, by a statement with a snapshot of its
 * own. An UPDATE that had to wait for another transaction returns the newest row, but its subqueries still see the
 * tables as they were before: a message or decision that came meanwhile would be counted as read without being read.
 * No row back: not there, over, leased by somebody else or, with `onlyDue`, nothing to do. Words that come after the
 * last retry of a failed session count as a new try.
 */
export const claimSession = (id: string, token: string, leaseMs: number, onlyDue: boolean): Prisma.Sql => Prisma.sql`
  UPDATE session s SET
    lease_token = ${token}::uuid,
    lease_until = now() + ${leaseMs} * interval '1 millisecond',
    status = 'running',
    updated_at = now()
  WHERE s.id = ${id}::uuid AND s.status NOT IN ('completed', 'cancelled') AND (s.lease_until IS NULL OR s.lease_until < now())
    ${onlyDue ? Prisma.sql`AND (${isDue} OR (s.status = 'failed' AND s.next_retry_at IS NULL AND ${toldSomething}))` : Prisma.empty}
  RETURNING s.id`;
