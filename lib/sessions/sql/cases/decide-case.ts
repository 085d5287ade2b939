import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import {
  caseBefore,
  heldSession,
  isFreeFor,
  isUnderLimit,
  linkCaseEvent,
  newLease,
  recordEdits,
  takenFrom,
} from "./case-parts";

/** What a reviewer decides about a case, as the statements of this file take it. */
export interface NewDecision {
  id: string;
  caseId: string;
  actorId: string;
  verdict: string;
  reason: string | null;
  reasonCode: string | null;
  question: string | null;
  /** The keys of the facts that a request for information wants. */
  fields: string[];
  /** The documents that it wants. */
  documents: string[];
  /** Corrections that come with it, beside those that the case holds already. */
  edits: Record<string, unknown>;
  /** The corrections of the case that the actor saw, as stored; null when they did not say. */
  seenEdits: Record<string, unknown> | null;
  evidenceVersion: number;
  /** Decides also what a colleague has claimed; the event then names the colleague. */
  overrides: boolean;
}

/** What became of a decision that was stored. */
export interface DecidedRow {
  session_id: string;
  case_id: string;
  /** Null: it is an approval, and more people have to approve. */
  decision_id: string | null;
  given: number;
  needed: number;
}

/** The decision `d` as it was sent. */
const sent = (one: NewDecision): Prisma.Sql => Prisma.sql`
  SELECT ${one.id}::uuid AS id, ${one.caseId}::uuid AS case_id, ${one.actorId}::uuid AS actor_id,
    ${one.verdict}::text AS verdict, ${one.reason}::text AS reason, ${one.reasonCode}::text AS reason_code,
    ${one.question}::text AS question, ${one.fields}::text[] AS fields, ${one.documents}::text[] AS documents,
    ${JSON.stringify(one.edits)}::jsonb AS edits,
    ${one.seenEdits && JSON.stringify(one.seenEdits)}::jsonb AS seen_edits,
    ${one.evidenceVersion}::int AS evidence_version, ${one.overrides}::boolean AS overrides, NULL::uuid AS pending_id`;

/** A pending decision whose time has come. */
const due = (id: string): Prisma.Sql => Prisma.sql`
  SELECT p.id, p.case_id, p.actor_id, p.verdict, p.reason, p.reason_code, p.question, p.fields, p.documents, p.edits,
    p.seen_edits, p.evidence_version, p.overrides, p.id AS pending_id
  FROM pending_decision p WHERE p.id = ${id}::uuid AND p.status = 'pending' AND p.commit_at <= now()`;

/**
 * The case `c` may be decided so (`d`): it is open, its evidence and corrections are as the reviewer saw them, they may
 * decide it, no other decision is pending, and no colleague has claimed it, unless they override the claim.
 */
const mayDecide = Prisma.sql`
  c.id = d.case_id AND c.session_id = held.id AND c.status = 'open' AND c.evidence_version = d.evidence_version
  AND (d.seen_edits IS NULL OR c.edits = d.seen_edits)
  AND c.pending_decision_id IS NOT DISTINCT FROM d.pending_id
  AND (d.overrides OR ${isFreeFor(Prisma.raw("d.actor_id"))})
  AND case_refusal(c, d.actor_id, d.verdict, c.edits || d.edits) IS NULL
  AND NOT (d.verdict = 'approve' AND d.actor_id = ANY (c.approved_by) AND c.edits = c.edits || d.edits)`;

/** The session waits, and every message of the claimant was read. */
const isRead = Prisma.sql`AND s.status = 'waiting' AND s.user_message_seq <= s.handled_message_seq`;

/** Who has approved it before, of exactly these facts. */
const approvedBefore = Prisma.raw("CASE WHEN c.edits = c.edits || d.edits THEN c.approved_by ELSE '{}' END");

/** It is an approval after which more people have to approve. */
const needsMore = Prisma.sql`(d.verdict = 'approve'
  AND cardinality(${approvedBefore}) + 1 < approvals_of(c, c.edits || d.edits))`;

/**
 * Decides a case in one statement: of several people who decide at the same time exactly one gets a row back. An
 * approval that is not the last one leaves the case open, for a colleague. No row: the conditions do not hold.
 */
const decide = (d: Prisma.Sql): Prisma.Sql => Prisma.sql`
  WITH d AS MATERIALIZED (${d}),
  held AS (${heldSession(Prisma.raw("(SELECT case_id FROM d)"), isRead)}),
  ${caseBefore},
  c AS (
    UPDATE review_case c SET
      edits = c.edits || d.edits,
      approved_by = CASE WHEN d.verdict = 'approve' THEN ${approvedBefore} || d.actor_id ELSE c.approved_by END,
      status = (CASE
        WHEN ${needsMore} THEN 'open'
        WHEN d.verdict = 'request_information' THEN 'waiting_on_claimant'
        ELSE 'decided' END)::"CaseStatus",
      assignee_id = CASE WHEN ${needsMore} THEN NULL ELSE d.actor_id END,
      lease_until = NULL,
      pending_decision_id = NULL
    FROM held, was, d
    WHERE c.id = was.id AND ${mayDecide}
    RETURNING c.*, d.id AS decision_id, held.claimant_id, d.actor_id, d.verdict, d.reason, d.reason_code, d.question,
      d.fields, d.documents, d.seen_edits, d.pending_id, approvals_of(c, c.edits) AS needed
  ),
  edited AS (${recordEdits(Prisma.raw("SELECT c.*, d.edits AS given FROM c, d"))}),
  approved AS (
    INSERT INTO approval (id, case_id, wait_id, actor_id, reason, edits, seen_edits, evidence_version)
    SELECT decision_id, id, wait_id, actor_id, reason, edits, seen_edits, evidence_version
    FROM c WHERE c.status = 'open'
  ),
  committed AS (
    UPDATE pending_decision p SET status = 'committed', ended_at = now() FROM c WHERE p.id = c.pending_id
  ),
  w AS (
    UPDATE wait w SET status = 'answered', answered_at = now() FROM c WHERE w.id = c.wait_id AND c.status <> 'open'
  ),
  event AS (
    SELECT CASE WHEN c.status = 'open' THEN 'case.approved' ELSE 'wait.decided' END AS type, c.actor_id,
      jsonb_build_object('caseId', c.id, 'waitId', c.wait_id, 'decisionId', c.decision_id, 'verdict', c.verdict,
        'reason', c.reason, 'edits', nullif(c.edits, '{}'), 'evidenceVersion', c.evidence_version)
      || CASE WHEN c.reason_code IS NULL THEN '{}' ELSE jsonb_build_object('reasonCode', c.reason_code) END
      || CASE WHEN c.seen_edits IS NULL THEN '{}' ELSE jsonb_build_object('seenEdits', c.seen_edits) END
      || CASE WHEN c.question IS NULL AND c.fields = '{}' AND c.documents = '{}' THEN '{}'
        ELSE jsonb_build_object('question', c.question, 'fields', c.fields, 'documents', c.documents) END
      || ${takenFrom(Prisma.raw("c.actor_id"))} AS data
    FROM c
  ),
  s AS (
    UPDATE session s SET
      status = CASE WHEN c.status = 'open' THEN s.status ELSE 'ready' END,
      answered_wait_id = CASE WHEN c.status = 'open' THEN s.answered_wait_id ELSE c.wait_id END,
      begun = CASE WHEN c.status = 'open' THEN s.begun ELSE 0 END,
      version = s.version + CASE WHEN c.status = 'open' THEN 0 ELSE 1 END,
      updated_at = now(),
      ${linkEvent}
    FROM c, event WHERE s.id = c.session_id
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  decided AS (
    INSERT INTO decision (id, wait_id, session_id, actor_id, claimant_id, verdict, reason, reason_code, question,
      fields, documents, edits, seen_edits, evidence_version, created_at)
    SELECT decision_id, wait_id, session_id, actor_id, claimant_id, verdict, reason, reason_code, question, fields,
      documents, nullif(edits, '{}'), seen_edits, evidence_version, now()
    FROM c WHERE c.status <> 'open'
  ),
  audited AS (${recordEvent()})
  SELECT c.session_id, c.id AS case_id, CASE WHEN c.status <> 'open' THEN c.decision_id END AS decision_id,
    cardinality(c.approved_by) AS given, c.needed
  FROM c`;

/** Decides a case at once. */
export const decideCase = (decision: NewDecision): Prisma.Sql => decide(sent(decision));

/** Commits a pending decision whose time has come. No row: it is not due, or may not be committed (any more). */
export const commitPending = (id: string): Prisma.Sql => decide(due(id));

/** What has this id already: a pending decision becomes a decision or an approval of the same id. */
export const recordsNamed = (id: string): Prisma.Sql => Prisma.sql`
  SELECT id FROM pending_decision WHERE id = ${id}::uuid UNION ALL SELECT id FROM decision WHERE id = ${id}::uuid
  UNION ALL SELECT id FROM approval WHERE id = ${id}::uuid`;

/**
 * Holds a decision for `undoMs` milliseconds, in which its owner can undo it, and gives them the case. No row: as
 * `decideCase`, or the owner has as many cases as they may, or the id is taken.
 */
export const holdDecision = (decision: NewDecision, undoMs: number): Prisma.Sql => Prisma.sql`
  WITH d AS MATERIALIZED (${sent(decision)}),
  held AS (${heldSession(Prisma.raw("(SELECT case_id FROM d)"), isRead)}),
  c AS (
    UPDATE review_case c SET pending_decision_id = d.id, assignee_id = d.actor_id, lease_until = ${newLease},
      snoozed_until = NULL
    FROM held, d
    WHERE ${mayDecide} AND ${isUnderLimit(Prisma.raw("d.actor_id"))} AND NOT EXISTS (${recordsNamed(decision.id)})
    RETURNING c.*, d.actor_id
  ),
  pending AS (
    INSERT INTO pending_decision (id, case_id, wait_id, actor_id, verdict, reason, reason_code, question, fields,
      documents, edits, seen_edits, overrides, evidence_version, commit_at)
    SELECT d.id, c.id, c.wait_id, d.actor_id, d.verdict, d.reason, d.reason_code, d.question, d.fields,
      d.documents, d.edits, d.seen_edits, d.overrides, d.evidence_version,
      now() + ${undoMs}::float8 * interval '1 millisecond'
    FROM c, d
  ),
  event AS (
    SELECT 'decision.pending' AS type, d.actor_id, jsonb_build_object('caseId', c.id, 'decisionId', d.id,
      'verdict', d.verdict, 'evidenceVersion', d.evidence_version) || ${takenFrom(Prisma.raw("d.actor_id"))} AS data
    FROM c, d
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;

/** Takes a pending decision of the actor's back. No row: it is not pending, or not theirs. */
export const undoDecision = (id: string, actorId: string): Prisma.Sql => Prisma.sql`
  WITH held AS (${heldSession(Prisma.sql`(SELECT case_id FROM pending_decision WHERE id = ${id}::uuid)`)}),
  c AS (
    UPDATE review_case c SET pending_decision_id = NULL, lease_until = ${newLease} FROM held
    WHERE c.session_id = held.id AND c.pending_decision_id = ${id}::uuid AND c.assignee_id = ${actorId}::uuid
    RETURNING c.*
  ),
  undone AS (
    UPDATE pending_decision p SET status = 'undone', ended_at = now() FROM c WHERE p.id = ${id}::uuid
  ),
  event AS (
    SELECT 'decision.undone' AS type, ${actorId}::uuid AS actor_id,
      jsonb_build_object('caseId', c.id, 'decisionId', ${id}::text) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;

/** Why a pending decision is cancelled that cannot be committed. */
export type CancelReason = "not_allowed" | "failed";

/**
 * Cancels a pending decision whose time has come and that cannot be committed. It stays pending while the claimant has
 * written something that was not read yet: it may be evidence. No row: nothing to cancel.
 */
export const cancelPending = (id: string, reason: CancelReason): Prisma.Sql => Prisma.sql`
  WITH held AS (${heldSession(Prisma.sql`(SELECT case_id FROM pending_decision WHERE id = ${id}::uuid)`, isRead)}),
  c AS (
    UPDATE review_case c SET pending_decision_id = NULL FROM held
    WHERE c.session_id = held.id AND c.pending_decision_id = ${id}::uuid
    RETURNING c.*
  ),
  cancelled AS (
    UPDATE pending_decision p SET status = 'cancelled', cancelled_by = ${reason}, ended_at = now()
    FROM c WHERE p.id = ${id}::uuid
  ),
  event AS (
    SELECT 'decision.cancelled' AS type, NULL::uuid AS actor_id,
      jsonb_build_object('caseId', c.id, 'decisionId', ${id}::text, 'by', ${reason}::text) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;

/** Pending decisions whose time has come, oldest first: of one session, or of all of them. */
export const duePending = (limit: number, sessionId: string | null = null): Prisma.Sql => Prisma.sql`
  SELECT p.id, c.session_id FROM pending_decision p JOIN review_case c ON c.id = p.case_id
  WHERE p.status = 'pending' AND p.commit_at <= now()
    AND (${sessionId}::uuid IS NULL OR c.session_id = ${sessionId}::uuid)
  ORDER BY p.commit_at LIMIT ${limit}`;
