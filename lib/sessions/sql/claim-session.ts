import type { PreparedStatement } from "@/lib/db/pool";
import { isDue, toldSomething } from "./due";
import { sessionColumns } from "./load-session";

/**
 * Takes the lease and loads the session. No row back: not there, over, leased by somebody else or, with `onlyDue`,
 * nothing to do. Words that come after the last retry of a failed session count as a new try.
 *
 * An UPDATE that meets another transaction goes on from the newest row, but its subqueries see the tables as they were
 * before: a message or decision that came meanwhile would be counted as read without being read. `is_current` is false
 * then (everything that belongs to a session is written with an event of its chain), and the session has to be loaded
 * once more, by a statement that sees what the lease was taken on.
 */
export const claimSession = (id: string, token: string, leaseMs: number, onlyDue: boolean): PreparedStatement => ({
  name: onlyDue ? "claim-due-session" : "claim-session",
  text: `
  UPDATE session s SET lease_token = $2::uuid, lease_until = now() + $3::float8 * interval '1 millisecond', stop_token = NULL
  FROM session seen
  WHERE s.id = $1::uuid AND seen.id = $1::uuid AND s.status NOT IN ('completed', 'cancelled')
    AND (s.lease_until IS NULL OR s.lease_until < now())
    ${onlyDue ? `AND (${isDue} OR (s.status = 'failed' AND s.next_retry_at IS NULL AND ${toldSomething}))` : ""}
  RETURNING ${sessionColumns}, s.audit_seq = seen.audit_seq AND s.user_message_seq = seen.user_message_seq AS is_current,
    coalesce(s.wake_at <= now(), false) AS is_woken`,
  values: [id, token, leaseMs],
});
