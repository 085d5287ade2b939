import { recordEvent } from "@/lib/db/audit-event";
import type { PreparedStatement } from "@/lib/db/connections/pool";
import type { JsonObject } from "@/lib/engine";

/** A new session as `insertSessions` and `startWithStep` take it. */
export interface NewSession {
  id: string;
  workflow_version_id: string;
  /** The workflow of which this has to be the newest version; undefined for any version. */
  newest_of?: string;
  claimant_id: string;
  reference: string;
  /** What lists call it before a task has named its subject; undefined for a claim. */
  subject?: string;
  start_task_id: string;
  context: JsonObject;
  /** The lease that its creator takes at once, for so many milliseconds; undefined for a session that is free. */
  token?: string;
  lease_ms?: number;
}

/**
 * Creates sessions, with the first audit event of each; a row for each one. No row: its id is taken, or the
 * version is not the newest one of `newest_of` any more, or that workflow is archived.
 */
export const insertSessions = (sessions: readonly NewSession[]): PreparedStatement => ({
  name: "insert-sessions",
  text: `
WITH n AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, workflow_version_id uuid, claimant_id uuid, reference text,
    subject text, newest_of text, start_task_id text, context jsonb, token uuid, lease_ms float8)
),
event AS (
  SELECT id, 'session.started' AS type, claimant_id AS actor_id,
    jsonb_build_object('workflowVersionId', workflow_version_id, 'reference', reference) AS data
  FROM n
),
s AS (
  INSERT INTO session (id, workflow_version_id, claimant_id, reference, subject, status, current_task_id, start_task_id,
    context, initial_context, version, trail, flags, lease_token, lease_until, begun, audit_seq, audit_hash)
  SELECT id, workflow_version_id, claimant_id, reference, subject, 'ready', start_task_id, start_task_id, context,
    context, 1, '{}', '{}', token, now() + lease_ms * interval '1 millisecond',
    CASE WHEN token IS NULL THEN 0 ELSE 1 END, 1,
    audit_chain('', 1, type, actor_id, now(), data)
  FROM n JOIN event USING (id)
  WHERE newest_of IS NULL OR workflow_version_id = (
    SELECT v.id FROM workflow_version v JOIN workflow w ON w.id = v.workflow_id
    WHERE v.workflow_id = newest_of AND w.archived_at IS NULL ORDER BY v.number DESC LIMIT 1)
  ON CONFLICT (id) DO NOTHING
  RETURNING session.id, session.audit_seq, session.audit_hash
),
audited AS (${recordEvent("s JOIN event USING (id)").sql})
SELECT id FROM s`,
  values: [JSON.stringify(sessions)],
});
