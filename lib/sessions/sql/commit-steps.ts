import type { PreparedStatement } from "@/lib/db/pool";
import { type Column, parametersOf, rowsOf } from "./rows";
import { stepParts } from "./step-parts";
import type { StepWrite } from "./step-write";

type Name = keyof StepWrite;
type StepColumn = Column<StepWrite>;

/**
 * Something that only some steps write. What a statement does not mention costs Postgres nothing, so that each
 * combination of parts is a statement of its own; most steps have none.
 */
export interface StepPart {
  applies(write: StepWrite): boolean;
  columns: readonly StepColumn[];
  /** What it sets in the session, of which it sees the write as `w`. */
  set?: string;
  /** What it adds to the step's row: columns, and their values out of `s`, the session after its update. */
  insert?: readonly [columns: string, values: string];
  /** What it writes elsewhere, a common table expression each. */
  also?: readonly string[];
}

/** What every step writes. */
const always: readonly StepColumn[] = [
  ["id", "uuid"],
  ["version", "int"],
  ["token", "uuid"],
  ["currentTaskId", "text"],
  ["taskId", "text"],
  ["stepStatus", "text"],
  ["action", "text"],
  ["nextTaskId", "text"],
  ["patch", "jsonb"],
  ["durationMs", "int"],
];

/**
 * Everything that steps of different sessions write, in one statement and one commit. A step whose session is not at
 * the expected version and lease writes nothing. A row comes back for each step that was written. What Postgres refuses
 * in one of them undoes them all: the caller sends them again one by one.
 */
export function commitSteps(writes: readonly StepWrite[]): PreparedStatement {
  const parts = stepParts.filter((part) => writes.some(part.applies));
  // Postgres cuts names at 63 characters, so the parts are letters: one for each in their order, "-" for one left out.
  const letters = stepParts.map((part, index) => (parts.includes(part) ? (10 + index).toString(36) : "-"));
  const name = `${writes.length > 1 ? "commit-steps" : "commit-step"} ${letters.join("")}`;
  let prepared = statements.get(name);
  if (!prepared) {
    const columns = [...always, ...parts.flatMap((part) => part.columns)];
    prepared = { columns, text: statement(columns, parts, writes.length > 1) };
    statements.set(name, prepared);
  }
  return { name, text: prepared.text, values: parametersOf(prepared.columns, writes) };
}

const statements = new Map<string, { columns: readonly StepColumn[]; text: string }>();

function statement(columns: readonly StepColumn[], parts: readonly StepPart[], several: boolean): string {
  const names = columns.map(([name]) => name);
  const inserts = parts.flatMap(({ insert }) => (insert ? [insert] : []));
  const others = parts.flatMap(({ also = [] }) => also);
  return `
  WITH w AS (${rowsOf(columns, several)}),
  s AS (
    UPDATE session s SET
      version = s.version + 1,
      step_seq = s.step_seq + 1,
      current_task_id = w."currentTaskId",
      ${names.includes("trail") ? "" : `trail = s.trail || w."taskId",`}
      context = ${names.includes("removes") ? contextWithRemovals : `s.context || (w."patch"->'set')`},
      audit_seq = s.audit_seq + 1,
      audit_hash = encode(sha256(convert_to(s.audit_hash || ${contentOf(names)}, 'UTF8')), 'hex')
      ${parts.map(({ set }) => (set ? `, ${set}` : "")).join("")}
    FROM w
    WHERE s.id = w."id" AND s.version = w."version" AND ${names.includes("needsNoLease") ? isFree : `s.lease_token = w."token"`}
    RETURNING s.id, s.step_seq, s.message_seq, s.next_retry_at, s.audit_seq, s.audit_hash, ${names
      .slice(3)
      .map((name) => `w."${name}"`)
      .join(", ")}
  )
  ${others.map((one) => `, ${one}`).join("\n  ")}
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, patch, duration_ms, event_id, audit_seq, hash
    ${inserts.map(([into]) => `, ${into}`).join("")})
  SELECT s.id, s.step_seq, s."taskId", s."stepStatus"::"StepStatus", s."action", s."nextTaskId", s."patch", s."durationMs",
    nextval('audit_event_id_seq'), s.audit_seq, s.audit_hash ${inserts.map(([, out]) => `, ${out}`).join("")}
  FROM s
  RETURNING session_id AS id`;
}

const contextWithRemovals = `(s.context || coalesce(w."patch"->'set', '{}'))
        - ARRAY(SELECT jsonb_array_elements_text(coalesce(w."patch"->'remove', '[]')))`;

/** A write without a lease needs a session that nobody holds. */
const isFree = `CASE WHEN w."token" IS NULL THEN s.lease_until IS NULL OR s.lease_until < now() ELSE s.lease_token = w."token" END`;

/** The text that the step's link of the audit chain is over, as the view `audit_log` has it. */
function contentOf(names: readonly Name[]): string {
  const of = (name: Name, type: string): string => (names.includes(name) ? `w."${name}"` : `NULL::${type}`);
  return `step_content(s.audit_seq + 1, s.step_seq + 1, w."taskId", w."stepStatus", w."action", w."nextTaskId",
        ${of("response", "text")}, ${of("stepMessage", "text")}, w."patch", ${of("stepAnswer", "jsonb")}, ${of("errorCode", "text")})`;
}
