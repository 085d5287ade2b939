import type { PreparedStatement } from "@/lib/db/connections/pool";
import { prepareRows } from "@/lib/db/connections/prepare-rows";
import { sessionColumns } from "../sessions/load-session";
import { isDue, isFree } from "./due";

/** A lease to take, as `acquireSessions` takes it. */
export interface AcquireRequest {
  id: string;
  /** The lease to take, for so many milliseconds. */
  token: string;
  lease_ms: number;
  /** Only when there is something to do. */
  only_due: boolean;
}

/**
 * Takes leases and loads their sessions, a row for each. No row: there is none, it is over, another run holds it or,
 * with `only_due`, nothing is due. Words that come after the last retry of a failed session count as a new try.
 *
 * An UPDATE that meets another transaction goes on from the newest row, but its subqueries see the tables as they were
 * before: a message or decision that came meanwhile would be counted as read without being read. `is_current` is false
 * then (everything that belongs to a session is written with an event of its chain), and the session has to be loaded
 * once more, by a statement that sees what the lease was taken on.
 *
 * Every lease counts as a start of the session's current step (column `begun`); a write that raises the session's
 * version resets the count. Leases are written without waiting for the disk, so a crash of Postgres may lose the last
 * starts.
 */
export function acquireSessions(requests: readonly AcquireRequest[]): PreparedStatement {
  const mayBeIdle = requests.some(({ only_due }) => only_due);
  return mayBeIdle
    ? prepareRows("acquire-due-sessions", acquireDue, requests)
    : prepareRows("acquire-sessions", acquireAny, requests);
}

const acquireText = (condition: string) => `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, token uuid, lease_ms float8, only_due boolean)
)
UPDATE session s SET
  lease_token = w.token,
  lease_until = now() + w.lease_ms * interval '1 millisecond',
  stop_token = NULL,
  begun = s.begun + 1,
  is_set_aside = false
FROM w, session seen
WHERE s.id = w.id AND seen.id = w.id AND s.status NOT IN ('completed', 'cancelled')
  AND ${isFree.sql}
  ${condition}
RETURNING ${sessionColumns}, s.begun, coalesce(s.last_try_version = s.version, false) AS had_last_try,
  s.audit_seq = seen.audit_seq AND s.user_message_seq = seen.user_message_seq AS is_current,
  coalesce(s.wake_at <= now(), false) AS is_woken`;

const acquireAny = acquireText("");
const acquireDue = acquireText(`AND (NOT w.only_due OR ${isDue.sql})`);
