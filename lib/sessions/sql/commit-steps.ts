import type { PreparedStatement } from "@/lib/db/pool";
import type { StepWrite } from "./step-write";

type Column = readonly [name: keyof StepWrite, type: string];

/** What every step writes, in the order of the parameters: one array a column, one element a write. */
const always: readonly Column[] = [
  ["id", "uuid"],
  ["version", "int"],
  ["token", "uuid"],
  ["keepLease", "boolean"],
  ["status", "text"],
  ["currentTaskId", "text"],
  ["statusMessage", "text"],
  ["attempt", "int"],
  ["retryInMs", "bigint"],
  ["wakeInMs", "bigint"],
  ["move", "text"],
  ["answer", "jsonb"],
  ["handledMessageSeq", "int"],
  ["isStopped", "boolean"],
  ["forgets", "int"],
  ["settles", "boolean"],
  ["facets", "jsonb"],
  ["taskId", "text"],
  ["stepStatus", "text"],
  ["action", "text"],
  ["nextTaskId", "text"],
  ["response", "text"],
  ["stepMessage", "text"],
  ["patch", "jsonb"],
  ["stepAnswer", "jsonb"],
  ["durationMs", "int"],
  ["more", "jsonb"],
  ["said", "int"],
];
/** What only some steps write: a part of the statement that is left out when none of them does. */
const messageColumns: readonly Column[] = [["messages", "jsonb"]];
const waitColumns: readonly Column[] = [
  ["closesWait", "boolean"],
  ["wait", "jsonb"],
];
const effectColumns: readonly Column[] = [["effects", "jsonb"]];

/**
 * Everything that steps of different sessions write, in one statement and one commit. A step whose session is not at
 * the expected version and lease writes nothing and gives no row; neither does, in a statement of several, one whose
 * session is locked by somebody else, so that nobody waits for a stranger. What Postgres refuses in one of them undoes
 * them all: the caller sends them again one by one.
 */
export function commitSteps(writes: readonly StepWrite[]): PreparedStatement {
  const columns = [...always];
  const parts: string[] = [];
  let name = writes.length > 1 ? "commit-several-steps" : "commit-step";
  const also = (suffix: string, more: readonly Column[], ...sql: string[]): void => {
    name += suffix;
    columns.push(...more);
    parts.push(...sql);
  };
  if (writes.some((write) => write.said > 0)) also("+messages", messageColumns, said);
  if (writes.some((write) => write.wait !== null || write.closesWait)) also("+waits", waitColumns, closed, opened);
  if (writes.some((write) => write.effects !== null)) also("+effects", effectColumns, effected);
  let text = texts.get(name);
  if (!text) {
    text = statement(columns, parts, writes.length > 1);
    texts.set(name, text);
  }
  return { name, text, values: columns.map((column) => writes.map((write) => encode(column, write))) };
}

const texts = new Map<string, string>();

/** JSON goes as text: the driver would make Postgres arrays of what are JSON arrays. */
function encode([name, type]: Column, write: StepWrite): unknown {
  const value = write[name];
  return type === "jsonb" && value !== null ? JSON.stringify(value) : value;
}

function statement(columns: readonly Column[], parts: readonly string[], several: boolean): string {
  const parameters = columns.map(([, type], index) => `$${index + 1}::${type}[]`);
  const names = columns.map(([name]) => `"${name}"`);
  return `
  WITH w AS (SELECT * FROM unnest(${parameters.join(", ")}) AS t(${names.join(", ")})),
  ${several ? "free AS (SELECT id FROM session WHERE id = ANY ($1::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)," : ""}
  s AS (${moved(columns, several)}),
  ${parts.map((part) => `${part},`).join("\n  ")}
  stepped AS (${stepped})
  SELECT s.id, s.version FROM s`;
}

/** The columns of a write that the session does not have itself under the same name. */
const ofStep = (columns: readonly Column[]): string =>
  columns
    .slice(always.findIndex(([name]) => name === "taskId"))
    .map(([name]) => `w."${name}"`)
    .join(", ");

const moved = (columns: readonly Column[], several: boolean): string => `
    UPDATE session s SET
      version = s.version + 1,
      step_seq = s.step_seq + 1,
      status = w."status"::"SessionStatus",
      current_task_id = w."currentTaskId",
      status_message = w."statusMessage",
      attempt = w."attempt",
      next_retry_at = now() + w."retryInMs" * interval '1 millisecond',
      wake_at = now() + w."wakeInMs" * interval '1 millisecond',
      trail = CASE w."move" WHEN 'stay' THEN s.trail WHEN 'back' THEN trim_array(s.trail, 1)
        ELSE (s.trail || w."taskId")[greatest(1, cardinality(s.trail) - 18):] END,
      context = CASE WHEN w."patch" ? 'remove'
        THEN (s.context || coalesce(w."patch"->'set', '{}')) - ARRAY(SELECT jsonb_array_elements_text(w."patch"->'remove'))
        ELSE s.context || coalesce(w."patch"->'set', '{}') END,
      answer = CASE WHEN w."settles" THEN w."answer" ELSE coalesce(w."answer", s.answer) END,
      answered_wait_id = CASE WHEN w."settles" THEN NULL ELSE s.answered_wait_id END,
      message_seq = s.message_seq + w."said",
      handled_message_seq = GREATEST(s.handled_message_seq, w."handledMessageSeq"),
      stopped_message_seq = CASE WHEN w."isStopped" THEN s.user_message_seq ELSE s.stopped_message_seq END,
      stop_token = NULL,
      history_from_seq = coalesce(s.message_seq + w."forgets", s.history_from_seq),
      lease_token = CASE WHEN w."keepLease" THEN s.lease_token END,
      lease_until = CASE WHEN w."keepLease" THEN s.lease_until END,
      subject = CASE WHEN w."facets" IS NULL THEN s.subject ELSE w."facets"->>'subject' END,
      amount_cents = CASE WHEN w."facets" IS NULL THEN s.amount_cents ELSE (w."facets"->>'amountCents')::int END,
      currency = CASE WHEN w."facets" IS NULL THEN s.currency ELSE w."facets"->>'currency' END,
      confirmed_at = CASE WHEN w."facets" IS NULL THEN s.confirmed_at ELSE (w."facets"->>'confirmedAt')::timestamptz END,
      outcome = CASE WHEN w."facets" IS NULL THEN s.outcome ELSE w."facets"->>'outcome' END,
      flags = CASE WHEN w."facets" IS NULL THEN s.flags ELSE ARRAY(
        SELECT f FROM unnest(s.flags) AS f UNION SELECT jsonb_array_elements_text(w."facets"->'flags')) END,
      updated_at = CASE WHEN w."keepLease" THEN s.updated_at ELSE now() END,
      completed_at = CASE WHEN w."status" = 'completed' THEN now() END,
      audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1,
        CASE w."stepStatus" WHEN 'done' THEN 'step.committed' WHEN 'failed' THEN 'step.failed' ELSE 'step.saved' END, NULL, NULL,
        step_event(s.step_seq + 1, w."taskId", w."stepStatus", w."action", w."nextTaskId", w."response", w."stepMessage", w."patch",
          w."stepAnswer", w."more"->>'errorCode'))
    FROM w ${several ? "JOIN free ON free.id = w.id" : ""}
    WHERE s.id = w."id" AND s.version = w."version"
      AND CASE WHEN w."token" IS NULL THEN s.lease_until IS NULL OR s.lease_until < now() ELSE s.lease_token = w."token" END
    RETURNING s.id, s.version, s.step_seq, s.message_seq, s.current_task_id, s.next_retry_at, s.audit_seq, s.audit_hash, ${ofStep(columns)}`;

const stepped = `
    INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch, answer, attempt,
      error_code, error_message, next_retry_at, duration_ms, input_tokens, output_tokens, model_id, children, cached, event_id, audit_seq, hash)
    SELECT s.id, s.step_seq, s."taskId", s."stepStatus"::"StepStatus", s."action", s."nextTaskId", s."response", s."stepMessage", s."patch",
      s."stepAnswer", coalesce((s."more"->>'attempt')::int, 1), s."more"->>'errorCode', s."more"->>'errorMessage', s.next_retry_at,
      s."durationMs", (s."more"->>'inputTokens')::int, (s."more"->>'outputTokens')::int, s."more"->>'modelId', s."more"->'children',
      coalesce((s."more"->>'cached')::boolean, false), nextval('audit_event_id_seq'), s.audit_seq, s.audit_hash
    FROM s`;

const said = `said AS (
    INSERT INTO message (id, session_id, seq, role, parts, step_seq, flags, created_at)
    SELECT (m.value->>'id')::uuid, s.id, s.message_seq - s."said" + m.ordinality, (m.value->>'role')::"MessageRole",
      m.value->'parts', s.step_seq, '{}', now()
    FROM s, jsonb_array_elements(s."messages") WITH ORDINALITY AS m
  )`;

const closed = `closed AS (
    UPDATE wait SET status = 'answered', answered_at = now()
    FROM s WHERE s."closesWait" AND wait.session_id = s.id AND wait.status = 'open'
  )`;

const opened = `opened AS (
    INSERT INTO wait (id, session_id, task_id, step_seq, opened_message_seq, audience, queue, form, priority, amount_cents, currency,
      reasons, due_at, assignee_id, opened_at)
    SELECT t."id", s.id, s.current_task_id, s.step_seq, s.message_seq, t."audience"::"Audience", t."queue", t."form", t."priority",
      t."amountCents", t."currency", t."reasons", now() + t."dueInMs" * interval '1 millisecond', t."assigneeId", now()
    FROM s, jsonb_to_record(s."wait") AS t("id" uuid, "audience" text, "queue" text, "form" jsonb, "priority" int, "amountCents" int,
      "currency" text, "reasons" text[], "dueInMs" bigint, "assigneeId" uuid)
    WHERE s."wait" IS NOT NULL
  )`;

const effected = `effected AS (
    INSERT INTO outbox (effect_key, session_id, kind, payload)
    SELECT s.id || ':' || (e->>'key'), s.id, e->>'kind', e->'payload' FROM s, jsonb_array_elements(s."effects") AS e
    ON CONFLICT (effect_key) DO NOTHING
  )`;
