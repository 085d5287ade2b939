import type { PreparedStatement } from "@/lib/db/pool";
import { stepParts } from "./step-parts";
import type { StepWrite } from "./step-write";

type Column = readonly [name: keyof StepWrite, type: string];

/** Something that only some steps write. A statement for steps that do not is shorter, and costs Postgres less. */
export interface StepPart {
  /** Names the part in the name of the statement. */
  name: string;
  applies(write: StepWrite): boolean;
  columns: readonly Column[];
  /** What it sets in the session, of which it sees the write as `w`. */
  set?: string;
  /** What it adds to the step's row: columns, and their values out of `s`, the session after its update. */
  insert?: readonly [columns: string, values: string];
  /** What it writes elsewhere, a common table expression each. */
  also?: readonly string[];
}

/** What every step writes. */
const always: readonly Column[] = [
  ["id", "uuid"],
  ["version", "int"],
  ["token", "uuid"],
  ["currentTaskId", "text"],
  ["statusMessage", "text"],
  ["move", "text"],
  ["taskId", "text"],
  ["stepStatus", "text"],
  ["action", "text"],
  ["nextTaskId", "text"],
  ["response", "text"],
  ["stepMessage", "text"],
  ["patch", "jsonb"],
  ["stepAnswer", "jsonb"],
  ["errorCode", "text"],
  ["durationMs", "int"],
];

/**
 * Everything that steps of different sessions write, in one statement and one commit. A step whose session is not at
 * the expected version and lease writes nothing; neither does, in a statement of several, one whose session is locked
 * by somebody else, so that nobody waits for a stranger. A row comes back for each step that was written. What Postgres
 * refuses in one of them undoes them all: the caller sends them again one by one.
 */
export function commitSteps(writes: readonly StepWrite[]): PreparedStatement {
  const parts = stepParts.filter((part) => writes.some(part.applies));
  const name = [writes.length > 1 ? "commit-steps" : "commit-step", ...parts.map((part) => part.name)].join("+");
  let prepared = statements.get(name);
  if (!prepared) {
    const columns = [...always, ...parts.flatMap((part) => part.columns)];
    prepared = { columns, text: statement(columns, parts, writes.length > 1) };
    statements.set(name, prepared);
  }
  return { name, text: prepared.text, values: prepared.columns.map((column) => parameterOf(column, writes)) };
}

const statements = new Map<string, { columns: readonly Column[]; text: string }>();

/** One write's value as it is, those of several as an array. */
function parameterOf(column: Column, writes: readonly StepWrite[]): unknown {
  const [only] = writes;
  return writes.length === 1 && only ? encode(column, only) : writes.map((write) => encode(column, write));
}

/** JSON goes as text: the driver would make Postgres arrays of what are JSON arrays. */
function encode([name, type]: Column, write: StepWrite): unknown {
  const value = write[name];
  return type === "jsonb" && value !== null ? JSON.stringify(value) : value;
}

function statement(columns: readonly Column[], parts: readonly StepPart[], several: boolean): string {
  const names = columns.map(([name]) => `"${name}"`);
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`);
  const values = columns.map(([name, type], index) => `$${index + 1}::${type} AS "${name}"`);
  const writes = several
    ? `SELECT * FROM unnest(${arrays.join(", ")}) AS t(${names.join(", ")})`
    : `SELECT ${values.join(", ")}`;
  const inserts = parts.flatMap(({ insert }) => (insert ? [insert] : []));
  return `
  WITH w AS (${writes}),
  ${several ? "free AS (SELECT id FROM session WHERE id = ANY ($1::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)," : ""}
  s AS (
    UPDATE session s SET
      version = s.version + 1,
      step_seq = s.step_seq + 1,
      current_task_id = w."currentTaskId",
      status_message = w."statusMessage",
      trail = CASE w."move" WHEN 'stay' THEN s.trail WHEN 'back' THEN trim_array(s.trail, 1)
        ELSE (s.trail || w."taskId")[greatest(1, cardinality(s.trail) - 18):] END,
      context = CASE WHEN w."patch" ? 'remove'
        THEN (s.context || coalesce(w."patch"->'set', '{}')) - ARRAY(SELECT jsonb_array_elements_text(w."patch"->'remove'))
        ELSE s.context || coalesce(w."patch"->'set', '{}') END,
      audit_seq = s.audit_seq + 1,
      audit_hash = encode(sha256(convert_to(s.audit_hash || step_content(s.audit_seq + 1, s.step_seq + 1, w."taskId", w."stepStatus",
        w."action", w."nextTaskId", w."response", w."stepMessage", w."patch", w."stepAnswer", w."errorCode"), 'UTF8')), 'hex')
      ${parts.map(({ set }) => (set ? `, ${set}` : "")).join("")}
    FROM w ${several ? "JOIN free ON free.id = w.id" : ""}
    WHERE s.id = w."id" AND s.version = w."version"
      AND CASE WHEN w."token" IS NULL THEN s.lease_until IS NULL OR s.lease_until < now() ELSE s.lease_token = w."token" END
    RETURNING s.id, s.step_seq, s.message_seq, s.current_task_id, s.next_retry_at, s.audit_seq, s.audit_hash, ${names
      .slice(6)
      .map((one) => `w.${one}`)
      .join(", ")}
  )
  ${parts.flatMap(({ also = [] }) => also.map((one) => `, ${one}`)).join("\n  ")}
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, response, status_message, patch, answer, error_code,
    duration_ms, event_id, audit_seq, hash ${inserts.map(([into]) => `, ${into}`).join("")})
  SELECT s.id, s.step_seq, s."taskId", s."stepStatus"::"StepStatus", s."action", s."nextTaskId", s."response", s."stepMessage",
    s."patch", s."stepAnswer", s."errorCode", s."durationMs", nextval('audit_event_id_seq'), s.audit_seq, s.audit_hash
    ${inserts.map(([, out]) => `, ${out}`).join("")}
  FROM s
  RETURNING session_id AS id`;
}
