import { Prisma } from "@/lib/db/client";

/**
 * Ids of sessions that nobody works on although something is due, oldest first: what the sweeper finds. Each part has
 * an index of its own; what has changed in the last seconds is somebody's business still.
 */
export const dueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT ON (updated_at, id) id FROM (
    SELECT id, updated_at, lease_until FROM session WHERE status IN ('ready', 'running')
    UNION ALL
    SELECT id, updated_at, lease_until FROM session WHERE next_retry_at <= now() AND status = 'failed'
    UNION ALL
    SELECT id, updated_at, lease_until FROM session WHERE wake_at <= now() AND status = 'waiting'
    UNION ALL
    SELECT id, updated_at, lease_until FROM session s
    WHERE s.user_message_seq > s.handled_message_seq AND s.user_message_seq > s.stopped_message_seq AND s.status = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience = 'timer')
    UNION ALL
    SELECT id, updated_at, lease_until FROM session WHERE status = 'waiting' AND answer IS NOT NULL AND NOT is_stopped
  ) AS due
  WHERE (lease_until IS NULL OR lease_until < now()) AND updated_at < now() - interval '5 seconds'
  ORDER BY updated_at, id LIMIT ${limit}`;
