import { type NewSession, newSessionColumns } from "./insert-sessions";
import { rowsOf } from "./rows";
import { columnsAfterStep, type StepShape, setsOf, stepColumns, stepStatements, writeSteps } from "./step-statement";
import type { StepWrite } from "./step-write";

/** A new session and its first step. */
export type SessionStart = NewSession & StepWrite;

/** Writes new sessions as their first steps leave them. One whose id is taken writes nothing. */
export const startSessions = stepStatements<SessionStart>(
  "start",
  [
    ...stepColumns.filter(([name]) => name !== "version"),
    ...newSessionColumns.filter(([name]) => name !== "id" && name !== "token"),
  ],
  statement,
);

/** A session before its first step, as far as what is set in it depends on what was there. */
const begun: Readonly<Record<string, string>> = {
  version: "1",
  status: `'ready'::"SessionStatus"`,
  status_message: "NULL::text",
  context: `w."context"`,
  step_seq: "0",
  message_seq: "0",
  user_message_seq: "0",
  handled_message_seq: "0",
  stopped_message_seq: "0",
  history_from_seq: "0",
  is_stopped: "false",
  answer: "NULL::jsonb",
  answered_wait_id: "NULL::uuid",
  attempt: "0",
  next_retry_at: "NULL::timestamptz",
  wake_at: "NULL::timestamptz",
  trail: "'{}'::text[]",
  lease_token: `w."token"`,
  lease_until: `now() + w."leaseMs" * interval '1 millisecond'`,
  stop_token: "NULL::uuid",
  begun: "1",
  is_set_aside: "false",
  updated_at: "now()",
  audit_seq: "1",
  audit_hash: "w.audit_hash",
  subject: "NULL::text",
  amount_cents: "NULL::int",
  currency: "'USD'",
  confirmed_at: "NULL::timestamptz",
  outcome: "NULL::text",
  flags: "'{}'::text[]",
};

function statement(shape: StepShape<SessionStart>): string {
  const { columns, several } = shape;
  const values: Record<string, string> = {
    id: `w."id"`,
    workflow_version_id: `w."workflowVersionId"`,
    claimant_id: `w."claimantId"`,
    reference: `w."reference"`,
    start_task_id: `w."startTaskId"`,
    initial_context: `w."context"`,
    ...Object.fromEntries(["status", "lease_token", "lease_until", "flags"].map((column) => [column, `s.${column}`])),
    ...setsOf(shape),
  };
  return `
  WITH w AS (
    SELECT w.*, nextval('audit_event_id_seq') AS event_id, audit_chain('', 1, 'session.started', w."claimantId", now(), ${started}) AS audit_hash
    FROM (${rowsOf(columns, several)}) AS w
  ),
  made AS (
    INSERT INTO session (${Object.keys(values).join(", ")})
    SELECT ${Object.values(values).join(", ")}
    FROM w, LATERAL (SELECT ${Object.entries(begun)
      .map(([column, value]) => `${value} AS ${column}`)
      .join(", ")}) AS s
    ON CONFLICT (id) DO NOTHING
    RETURNING id, ${columnsAfterStep.join(", ")}
  ),
  audited AS (
    INSERT INTO audit_event (id, session_id, seq, type, actor_id, data, at, hash)
    SELECT w.event_id, made.id, 1, 'session.started', w."claimantId", ${started}, now(), w.audit_hash
    FROM made JOIN w ON w."id" = made.id
  ),
  ${writeSteps(shape, (ofSession, ofWrite) => `SELECT s.id ${ofSession} ${ofWrite} FROM made s JOIN w ON w."id" = s.id`)}`;
}

const started = `jsonb_build_object('workflowVersionId', w."workflowVersionId", 'reference', w."reference")`;
