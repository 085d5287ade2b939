import type { PreparedStatement } from "@/lib/db/connections/pool";
import { type Column, parametersOf } from "./rows";
import { type StepPart, stepParts } from "./step-parts";
import type { StepWrite } from "./step-write";

/** What every step writes. */
export const stepColumns: readonly Column<StepWrite>[] = [
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

/** What steps may need to know of their session as it is after them. */
export const columnsAfterStep = ["step_seq", "message_seq", "history_from_seq", "audit_seq", "audit_hash"];

/** What the text of a statement depends on. */
export interface StepShape<Write> {
  columns: readonly Column<Write>[];
  parts: readonly StepPart[];
  /** Whether it writes steps of more than one session. */
  several: boolean;
}

/**
 * Statements that write steps of different sessions in one commit: one for each combination of parts, made when it is
 * first needed. A row is written for each step; of several, their ids come back. What Postgres refuses in one of them
 * undoes them all: the caller sends them again one by one.
 */
export function stepStatements<Write extends StepWrite>(
  verb: string,
  own: readonly Column<Write>[],
  textOf: (shape: StepShape<Write>) => string,
): (writes: readonly Write[]) => PreparedStatement {
  const known = new Map<number, { name: string; text: string; columns: readonly Column<Write>[] }>();
  return (writes) => {
    let shape = writes.length > 1 ? 1 : 0;
    stepParts.forEach((part, index) => {
      if (writes.some(part.applies)) shape |= 2 << index;
    });
    let statement = known.get(shape);
    if (!statement) {
      const parts = stepParts.filter((_part, index) => shape & (2 << index));
      // Some parts know the same of a write.
      const columns = [
        ...new Map([...own, ...parts.flatMap((part) => part.columns)].map((one) => [one[0], one])).values(),
      ];
      const text = textOf({ columns, parts, several: writes.length > 1 });
      statement = { name: `${verb} ${shape.toString(2)}`, text, columns };
      known.set(shape, statement);
    }
    return { name: statement.name, text: statement.text, values: parametersOf(statement.columns, writes) };
  };
}

/** The columns that a step sets in its session, and their values out of `s`, the session before, and `w`, the write. */
export function setsOf<Write>({ columns, parts }: StepShape<Write>): Record<string, string> {
  const names = new Set<string>(columns.map(([name]) => name));
  const of = (name: keyof StepWrite, type: string): string => (names.has(name) ? `w."${name}"` : `NULL::${type}`);
  // As the view `audit_log` has it.
  const content = `step_content(s.audit_seq + 1, s.step_seq + 1, w."taskId", w."stepStatus", w."action", w."nextTaskId",
    ${of("response", "text")}, ${of("stepMessage", "text")}, w."patch", ${of("stepAnswer", "jsonb")}, ${of("errorCode", "text")})`;
  return {
    version: "s.version + 1",
    step_seq: "s.step_seq + 1",
    // Unless the session rests after it (`rests`), the step that follows has begun.
    begun: "1",
    current_task_id: `w."currentTaskId"`,
    trail: `s.trail || w."taskId"`,
    context: `s.context || (w."patch"->'set')`,
    audit_seq: "s.audit_seq + 1",
    audit_hash: `encode(sha256(convert_to(s.audit_hash || ${content}, 'UTF8')), 'hex')`,
    ...Object.assign({}, ...parts.map(({ set }) => set)),
  };
}

/**
 * What follows the session's own row: the step's, and those of the parts. They see `s`, which `sessionAfter` makes of
 * the columns that they name.
 */
export function writeSteps<Write>(
  { columns, parts, several }: StepShape<Write>,
  sessionAfter: (ofSession: string, ofWrite: string) => string,
): string {
  const inserts = parts.flatMap(({ insert }) => (insert ? [insert] : []));
  const others = parts.flatMap(({ also = [] }) => also);
  const step = `
  INSERT INTO step (session_id, seq, task_id, status, action, next_task_id, patch, duration_ms, event_id, audit_seq, hash
    ${inserts.map(([into]) => `, ${into}`).join("")})
  SELECT s.id, s.step_seq, s."taskId", s."stepStatus"::"StepStatus", s."action", s."nextTaskId", s."patch", s."durationMs",
    nextval('audit_event_id_seq'), s.audit_seq, s.audit_hash ${inserts.map(([, out]) => `, ${out}`).join("")}
  FROM s
  ${several ? "RETURNING session_id AS id" : ""}`;
  const used = [...others, step].join();
  const ofSession = columnsAfterStep.filter((name) => used.includes(`s.${name}`)).map((name) => `, s.${name}`);
  const ofWrite = columns.filter(([name]) => used.includes(`s."${name}"`)).map(([name]) => `, w."${name}"`);
  const ctes = [`s AS (${sessionAfter(ofSession.join(""), ofWrite.join(""))})`, ...others];
  return `${ctes.join(",\n  ")}${step}`;
}
