import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import { isFree } from "../leases/due";

/**
 * Asks the run that answers the claimant to stop. No row: the session is not theirs, no run holds it, or the run works
 * on a reviewer's decision, which is not to be stopped.
 */
export const stopTurn = (sessionId: string, claimantId: string): Prisma.Sql => Prisma.sql`
  WITH event AS (SELECT 'turn.stopped' AS type, ${claimantId}::uuid AS actor_id, '{}'::jsonb AS data),
  s AS (
    UPDATE session s SET stop_token = s.lease_token, ${linkEvent}
    FROM event
    WHERE s.id = ${sessionId}::uuid AND s.claimant_id = ${claimantId}::uuid AND NOT ${isFree}
      AND s.answered_wait_id IS NULL
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;
