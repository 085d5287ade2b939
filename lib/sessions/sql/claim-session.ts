import type { PreparedStatement } from "@/lib/db/pool";
import { isDue, toldSomething } from "./due";

/**
 * Takes the lease, nothing else: what belongs to the session (its question, messages, decision) is read afterwards, by
 * a statement with a snapshot of its own. An UPDATE that had to wait for another transaction returns the newest row, but
 * its subqueries still see the tables as they were before: a message or decision that came meanwhile would be counted as
 * read without being read. No row back: not there, over, leased by somebody else or, with `onlyDue`, nothing to do.
 * Words that come after the last retry of a failed session count as a new try.
 */
export const claimSession = (id: string, token: string, leaseMs: number, onlyDue: boolean): PreparedStatement => ({
  name: onlyDue ? "claim-due-session" : "claim-session",
  text: `
  UPDATE session s SET lease_token = $2::uuid, lease_until = now() + $3::float8 * interval '1 millisecond', stop_token = NULL
  WHERE s.id = $1::uuid AND s.status NOT IN ('completed', 'cancelled') AND (s.lease_until IS NULL OR s.lease_until < now())
    ${onlyDue ? `AND (${isDue} OR (s.status = 'failed' AND s.next_retry_at IS NULL AND ${toldSomething}))` : ""}
  RETURNING s.id, s.workflow_version_id, s.start_task_id, s.current_task_id, s.status::text, s.status_message, s.context, s.version,
    s.step_seq, s.attempt, s.trail, s.answer, s.handled_message_seq, s.message_seq, coalesce(s.wake_at <= now(), false) AS is_woken`,
  values: [id, token, leaseMs],
});
