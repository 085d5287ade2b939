import { Prisma } from "@/lib/db/client";
import { formatMoney } from "@/lib/money";
import type { ProposedChange } from "@/lib/tasks/schema";
import { countNoun, upperFirst } from "@/lib/words";
import { describeVerdict } from "./find-decision";
import type { CaseRow, PriorityPart } from "./schema";

/** The case `c` is assigned, and its lease has not expired. */
const hasAssignee = "(c.assignee_id IS NOT NULL AND (c.lease_until IS NULL OR c.lease_until > now()))";

/** A row of `caseColumns`. */
export interface StoredRow {
  id: string;
  waitId: string;
  round: number;
  sessionId: string;
  queue: string;
  reference: string;
  claimantId: string;
  claimantName: string;
  subject: string | null;
  opening: string | null;
  /** With the correction of a reviewer. */
  amountCents: number | null;
  claimedCents: number | null;
  currency: string;
  status: CaseRow["status"];
  openedAt: Date;
  activeMs: number;
  pausedMs: number;
  asOf: Date;
  dueAt: Date | null;
  overdueAt: Date | null;
  escalatedAt: Date | null;
  snoozedUntil: Date | null;
  leaseUntil: Date | null;
  priority: number;
  priorityParts: { part: PriorityPart["part"]; points: number }[];
  tags: string[];
  reasons: string[];
  flags: string[];
  given: number;
  needed: number;
  closedAt: Date | null;
  evidenceVersion: number;
  seenVersion: number | null;
  form: unknown;
  people: Record<"assignee" | "escalatedTo" | "pendingBy" | "decidedBy", { id: string; name: string } | null>;
  pending: { id: string; verdict: string; reason: string | null; createdAt: string; commitAt: string } | null;
  decision: {
    id: string;
    verdict: string;
    reason: string | null;
    reasonCode: string | null;
    question: string | null;
    fields: string[];
    documents: string[];
    edits: Record<string, unknown> | null;
    seenEdits: Record<string, unknown> | null;
    createdAt: string;
  } | null;
}

/** Characters: one line of a list. */
const openingLength = 120;

const person = (idSql: string): string =>
  `(SELECT jsonb_build_object('id', u.id, 'name', u.name) FROM app_user u WHERE u.id = ${idSql})`;

/** The amount of the case `c` with the correction of a reviewer, as the index of the order by amount has it. */
export const knownCents = `coalesce(edited_cents(c.edits), c.amount_cents::bigint)`;

/** The columns of a list, for a query over `caseTables`. */
export const caseColumns = Prisma.raw(`
  c.id, c.wait_id AS "waitId", c.round, c.session_id AS "sessionId", c.queue, s.reference,
  s.claimant_id AS "claimantId", claimant.name AS "claimantName", s.subject,
  CASE WHEN ${knownCents} IS NULL THEN (
    SELECT left(jsonb_path_query_first(m.parts, '$[*] ? (@.type == "text").text') #>> '{}', ${openingLength})
    FROM message m WHERE m.session_id = s.id AND m.role = 'user' ORDER BY m.seq LIMIT 1) END AS opening,
  ${knownCents}::float8 AS "amountCents", c.amount_cents AS "claimedCents", c.currency, c.status::text,
  c.opened_at AS "openedAt",
  c.active_ms + coalesce(extract(epoch FROM now() - c.active_since) * 1000, 0)::float8 AS "activeMs",
  c.paused_ms + coalesce(extract(epoch FROM now() - c.paused_since) * 1000, 0)::float8 AS "pausedMs",
  now() AS "asOf", CASE WHEN c.status = 'open' THEN c.due_at END AS "dueAt", c.overdue_at AS "overdueAt",
  c.escalated_at AS "escalatedAt", CASE WHEN c.snoozed_until > now() THEN c.snoozed_until END AS "snoozedUntil",
  CASE WHEN ${hasAssignee} THEN c.lease_until END AS "leaseUntil", c.priority, c.priority_parts AS "priorityParts",
  c.tags, c.reasons, s.flags, cardinality(c.approved_by) AS given, approvals_of(c, c.edits) AS needed,
  c.closed_at AS "closedAt", c.evidence_version AS "evidenceVersion", seen.evidence_version AS "seenVersion", w.form,
  jsonb_build_object('assignee', ${person(`CASE WHEN ${hasAssignee} THEN c.assignee_id END`)},
    'escalatedTo', ${person("c.escalated_to_id")}, 'pendingBy', ${person("p.actor_id")},
    'decidedBy', ${person("d.actor_id")}) AS people,
  CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'verdict', p.verdict, 'reason', p.reason,
    'createdAt', p.created_at, 'commitAt', p.commit_at) END AS pending,
  CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('id', d.id, 'verdict', d.verdict, 'reason', d.reason,
    'reasonCode', d.reason_code, 'question', d.question, 'fields', d.fields,
    'documents', d.documents, 'edits', d.edits, 'seenEdits', d.seen_edits,
    'createdAt', d.created_at) END AS decision`);

/** The joins for the case `c`. `viewerId` selects what that person has seen; null for rows of every viewer. */
export const caseTables = (viewerId: string | null): Prisma.Sql => Prisma.sql`
  JOIN session s ON s.id = c.session_id
  JOIN app_user claimant ON claimant.id = s.claimant_id
  JOIN wait w ON w.id = c.wait_id
  LEFT JOIN decision d ON d.wait_id = c.wait_id
  LEFT JOIN pending_decision p ON p.id = c.pending_decision_id
  LEFT JOIN case_seen seen ON seen.case_id = c.id AND seen.user_id = ${viewerId}::uuid`;

/** A stored row as lists show it. */
export function readRow(row: StoredRow, proposed: ProposedChange[] = []): CaseRow {
  const { people, given, needed, seenVersion, overdueAt } = row;
  const iso = (time: Date | null): string | null => time?.toISOString() ?? null;
  const dueAt = iso(row.dueAt);
  return {
    caseId: row.id,
    waitId: row.waitId,
    round: row.round,
    sessionId: row.sessionId,
    queue: row.queue,
    reference: row.reference,
    claimantName: row.claimantName,
    subject: upperFirst(row.subject ?? "Claim"),
    opening: row.opening?.replace(/\s+/g, " ").trim() || null,
    amountCents: decidedAmount(row) ?? row.amountCents,
    claimedCents: decidedAmount(row) ?? row.claimedCents,
    currency: row.currency,
    status: row.status,
    waitingSince: row.openedAt.toISOString(),
    activeMs: Math.round(row.activeMs),
    pausedMs: Math.round(row.pausedMs),
    asOf: row.asOf.toISOString(),
    dueAt,
    isOverdue: overdueAt !== null || (row.dueAt !== null && row.dueAt <= row.asOf),
    escalatedAt: iso(row.escalatedAt),
    escalatedTo: people.escalatedTo,
    snoozedUntil: iso(row.snoozedUntil),
    assignee: people.assignee,
    leaseUntil: iso(row.leaseUntil),
    priority: row.priority,
    priorityParts: row.priorityParts.map((one) => ({ ...one, text: priorityWords(one.part, row) })),
    tags: row.tags,
    reasons: row.reasons,
    flags: row.flags,
    approvals: { given, needed },
    pending: readPending(row),
    decision: readDecision(row),
    closedAt: iso(row.closedAt),
    evidenceVersion: row.evidenceVersion,
    isNew: seenVersion === null ? null : seenVersion < row.evidenceVersion,
    proposed,
  };
}

/**
 * The same row for a reviewer who is the claimant: without what the reviewers say and do among themselves before they
 * decide.
 */
export const withoutInternals = (row: CaseRow): CaseRow => ({
  ...row,
  amountCents: row.claimedCents,
  ...{ reasons: [], flags: [], tags: [], priorityParts: [], pending: null, escalatedAt: null, escalatedTo: null },
  approvals: { ...row.approvals, given: 0 },
});

function readPending({ pending, people, form }: StoredRow): CaseRow["pending"] {
  if (!pending || !people.pendingBy) return null;
  return {
    id: pending.id,
    verdict: pending.verdict,
    verdictLabel: describeVerdict(pending.verdict, form),
    reason: pending.reason,
    decidedBy: people.pendingBy,
    decidedAt: new Date(pending.createdAt).toISOString(),
    commitAt: new Date(pending.commitAt).toISOString(),
  };
}

function readDecision({ id, waitId, decision, people, form }: StoredRow): CaseRow["decision"] {
  if (!decision || !people.decidedBy) return null;
  const { createdAt, ...made } = decision;
  return {
    ...made,
    caseId: id,
    waitId,
    verdictLabel: describeVerdict(made.verdict, form),
    decidedBy: people.decidedBy.name,
    decidedById: people.decidedBy.id,
    decidedAt: new Date(createdAt).toISOString(),
  };
}

/** The amount of an approval that corrected it, else null. */
function decidedAmount({ decision }: StoredRow): number | null {
  const edited = decision?.verdict === "approve" ? decision.edits?.amount_cents : undefined;
  return typeof edited === "number" ? edited : null;
}

function priorityWords(part: PriorityPart["part"], row: StoredRow): string {
  switch (part) {
    case "task":
      return "the workflow says so";
    case "amount":
      return row.amountCents === null ? "amount" : `amount of ${formatMoney(row.amountCents, row.currency)}`;
    case "age":
      return `came ${countNoun(Math.floor((row.asOf.getTime() - row.openedAt.getTime()) / 86_400_000), "day")} ago`;
    case "due":
      return row.dueAt !== null && row.dueAt <= row.asOf ? "overdue" : "due soon";
    case "flags":
      return row.flags.length === 1 ? "1 warning" : `${row.flags.length} warnings`;
    case "answered":
      return "the claimant has answered";
    case "escalated":
      return "escalated";
  }
}
