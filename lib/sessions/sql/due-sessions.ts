import { Prisma } from "@/lib/db/client";
import { isDue } from "./claim-session";

/** Ids of sessions that nobody works on although something is due, oldest first: what the sweeper finds. */
export const dueSessions = (limit: number): Prisma.Sql => Prisma.sql`
  SELECT s.id FROM session s
  WHERE (s.lease_until IS NULL OR s.lease_until < now())
    AND s.status IN ('ready', 'running', 'failed', 'waiting') AND s.updated_at < now() - interval '5 seconds'
    AND (${isDue} OR (s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq))
  ORDER BY s.updated_at LIMIT ${limit}`;
