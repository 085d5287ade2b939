import { Prisma } from "@/lib/db/client";
import { hasUnreadWords, isDue, isFree } from "./due";

/** The condition and the key of the index `session_due_idx`: what may be due, and from when. */
const isUnfinished = Prisma.sql`(s.status IN ('ready', 'running') OR s.user_message_seq > s.handled_message_seq
  OR s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL)`;
const mayBeDue = Prisma.sql`s.status NOT IN ('completed', 'cancelled')
  AND (${isUnfinished} OR s.next_retry_at IS NOT NULL OR s.wake_at IS NOT NULL)`;
const dueFrom = Prisma.sql`CASE WHEN ${isUnfinished} THEN s.updated_at ELSE coalesce(s.next_retry_at, s.wake_at) END`;

/**
 * Ids of sessions that no run holds although something is due, for the sweeper. Sessions whose step was started and did
 * not end come last: such a step may have crashed its process. Otherwise the oldest come first. Changes of the last
 * seconds are left to the run that made them. Unlike `isDue` this includes words beside a reviewer's question: they are
 * answered (`answerEvidence`) although no task runs.
 */
export const dueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT s.id FROM session s
  WHERE ${mayBeDue} AND ${dueFrom} <= now() AND s.updated_at < now() - interval '5 seconds'
    AND ${isFree}
    AND (${isDue} OR (s.status IN ('waiting', 'paused') AND ${hasUnreadWords}
      AND EXISTS (SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience = 'reviewer')))
  ORDER BY s.begun, s.updated_at, s.id LIMIT ${limit}`;
