import { Prisma } from "@/lib/db/client";

/** No run holds the session `s`: it has no lease, or one that has expired. */
export const isFree = Prisma.raw("(s.lease_until IS NULL OR s.lease_until < now())");

/**
 * No other run has acquired the session `s` since the lease with this token. The statements that commit steps repeat
 * this condition: each of them is a whole text for psql.
 */
export const isHeldBy = (token: string): Prisma.Sql => Prisma.sql`s.lease_token = ${token}::uuid`;

/** The session `s` is at a question that is not the claimant's. */
export const isAskingOthers = Prisma.raw(`EXISTS (
    SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience <> 'claimant')`);

/** Words of the claimant that no step has read. Those of a turn that was stopped or given up count with the next. */
export const hasUnreadWords = Prisma.raw("s.user_message_seq > GREATEST(s.handled_message_seq, s.stopped_message_seq)");

const canAnswer = Prisma.sql`${hasUnreadWords} AND NOT ${isAskingOthers}`;

/** Unfinished work, a retry or a timer that is due, an answer, or unread words when no retry is scheduled. */
export const isDue = isDueWhen({
  isRetryDue: Prisma.sql`(s.next_retry_at <= now() OR s.next_retry_at IS NULL AND ${canAnswer})`,
  canAnswer,
});

/** `isDue` with conditions of the statement's own: whether a failed task is retried now, and whether words answer. */
export function isDueWhen({ isRetryDue, canAnswer }: { isRetryDue: Prisma.Sql; canAnswer: Prisma.Sql }): Prisma.Sql {
  return Prisma.sql`(
    s.status IN ('ready', 'running')
    OR (s.status = 'failed' AND NOT s.is_set_aside AND ${isRetryDue})
    OR (s.status = 'waiting' AND s.wake_at <= now())
    OR (s.status IN ('waiting', 'paused')
      AND ((s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped OR ${canAnswer})))`;
}
