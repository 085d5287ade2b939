import { Prisma } from "@/lib/db/client";
import {
  caseBefore,
  heldSession,
  isFreeFor,
  isUnclaimed,
  isUnderLimit,
  linkCaseEvent,
  newLease,
  recordEdits,
} from "./case-parts";

/** Who changes which case. */
export interface CaseActor {
  caseId: string;
  actorId: string;
  /** The queues of the actor. */
  queues: string[];
}

/** A changed case. */
export interface ChangedRow {
  session_id: string;
  case_id: string;
}

interface Change {
  /** The SET of the UPDATE of the case `c`. */
  set: Prisma.Sql;
  /** What has to be true of the open case, besides that its queue is the actor's. */
  where: Prisma.Sql;
  event: string;
  /** More of the event than the id of the case, from the changed case `c`. */
  data?: Prisma.Sql;
}

const idOf = (id: string): Prisma.Sql => Prisma.sql`${id}::uuid`;

/**
 * Changes an open case of the actor's queues, with an event. A person cannot change the case of their own claim. No
 * row: the conditions do not hold.
 */
function changeCase({ caseId, actorId, queues }: CaseActor, { set, where, event, data }: Change): Prisma.Sql {
  return Prisma.sql`
  WITH held AS (${heldSession(idOf(caseId))}),
  c AS (
    UPDATE review_case c SET ${set} FROM held
    WHERE c.id = ${caseId}::uuid AND c.session_id = held.id AND c.status = 'open' AND c.queue = ANY (${queues}::text[])
      AND held.claimant_id <> ${actorId}::uuid AND ${where}
    RETURNING c.*
  ),
  event AS (
    SELECT ${event}::text AS type, ${actorId}::uuid AS actor_id,
      jsonb_build_object('caseId', c.id) || ${data ?? Prisma.sql`'{}'::jsonb`} AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;
}

/** The person may decide it, and no decision is pending. */
const mayHave = (userId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`c.pending_decision_id IS NULL AND case_refusal(c, ${userId}, '', '{}') IS NULL`;

/** Assigns an unassigned case to the actor, for one lease. */
export function claimCase(actor: CaseActor): Prisma.Sql {
  const me = idOf(actor.actorId);
  return changeCase(actor, {
    set: Prisma.sql`assignee_id = ${me}, lease_until = ${newLease}, snoozed_until = NULL`,
    where: Prisma.sql`${isFreeFor(me)} AND ${mayHave(me)} AND ${isUnderLimit(me)}`,
    event: "case.claimed",
  });
}

/** Removes the actor from their case. */
export const releaseCase = (actor: CaseActor): Prisma.Sql =>
  changeCase(actor, {
    set: Prisma.sql`assignee_id = NULL, lease_until = NULL`,
    where: Prisma.sql`c.assignee_id = ${actor.actorId}::uuid AND c.pending_decision_id IS NULL`,
    event: "case.released",
  });

/**
 * Assigns a case to a person, or to their delegate. Only the lead of the queue may reassign a case of a colleague. The
 * assignment has no lease until the person works on the case.
 */
export function assignCase(actor: CaseActor, userId: string): Prisma.Sql {
  const me = idOf(actor.actorId);
  const them = Prisma.sql`stand_in(${userId}::uuid, c.queue, held.claimant_id)`;
  return changeCase(actor, {
    set: Prisma.sql`assignee_id = ${them}, lease_until = NULL`,
    where: Prisma.sql`(${isFreeFor(me)} OR EXISTS (SELECT FROM queue q WHERE q.id = c.queue AND q.lead_id = ${me}))
      AND ${them} IS NOT NULL AND ${mayHave(them)} AND ${isUnderLimit(them)}`,
    event: "case.assigned",
    data: Prisma.sql`jsonb_build_object('assigneeId', c.assignee_id)`,
  });
}

/** Hides a case from the lists until `until`. An unassigned case is assigned to the actor, without a lease. */
export function snoozeCase(actor: CaseActor, until: Date): Prisma.Sql {
  const me = idOf(actor.actorId);
  return changeCase(actor, {
    set: Prisma.sql`snoozed_until = ${until}, assignee_id = ${me}, lease_until = NULL`,
    where: Prisma.sql`${isFreeFor(me)} AND ${mayHave(me)} AND ${isUnderLimit(me)} AND ${until}::timestamptz > now()`,
    event: "case.snoozed",
    data: Prisma.sql`jsonb_build_object('until', c.snoozed_until)`,
  });
}

/** Shows a snoozed case again. */
export const unsnoozeCase = (actor: CaseActor): Prisma.Sql =>
  changeCase(actor, {
    set: Prisma.sql`snoozed_until = NULL`,
    where: Prisma.sql`c.snoozed_until IS NOT NULL AND ${isFreeFor(idOf(actor.actorId))}`,
    event: "case.woken",
  });

/**
 * Assigns a case to the lead of its queue. Without a lead who may have it, it is unassigned and first in the list.
 */
export function escalateCase(actor: CaseActor, reason: string | null): Prisma.Sql {
  const me = idOf(actor.actorId);
  const lead = Prisma.raw("(SELECT q.lead_id FROM queue q WHERE q.id = c.queue)");
  return changeCase(actor, {
    set: Prisma.sql`escalated_at = now(), escalated_to_id = ${lead}, lease_until = NULL, snoozed_until = NULL,
      assignee_id = CASE WHEN case_refusal(c, ${lead}, '', '{}') IS NULL THEN ${lead} END`,
    where: Prisma.sql`${isFreeFor(me)} AND c.pending_decision_id IS NULL`,
    event: "case.escalated",
    data: Prisma.sql`jsonb_build_object('to', c.escalated_to_id, 'reason', ${reason}::text)`,
  });
}

/** Adds and removes tags. */
export const tagCase = (actor: CaseActor, { add, remove }: { add: string[]; remove: string[] }): Prisma.Sql => {
  const tags = Prisma.sql`ARRAY(
    SELECT t FROM unnest(c.tags || ${add}::text[]) AS t EXCEPT SELECT unnest(${remove}::text[]) ORDER BY 1)`;
  return changeCase(actor, {
    set: Prisma.sql`tags = ${tags}`,
    where: Prisma.sql`cardinality(${tags}) <= 10`,
    event: "case.tagged",
    data: Prisma.sql`jsonb_build_object('tags', c.tags)`,
  });
};

/** Renews the lease of the actor's case. No event: the work that renews it has its own event. */
export const renewCaseLease = (caseId: string, actorId: string): Prisma.Sql => Prisma.sql`
  UPDATE review_case c SET lease_until = ${newLease}
  WHERE c.id = ${caseId}::uuid AND c.status = 'open' AND c.assignee_id = ${actorId}::uuid
    AND (c.lease_until IS NULL OR c.lease_until > now()) AND (c.snoozed_until IS NULL OR c.snoozed_until <= now())`;

/** Corrections by the key of their fact, as stored; null is none. */
export interface NewEdits {
  edits: Record<string, unknown>;
  /** The corrections that these replace, as the actor saw them. */
  was: Record<string, unknown>;
  /** That the actor saw. */
  evidenceVersion: number;
}

/**
 * Stores corrections of facts; null removes one. An unassigned case is assigned to the actor. Approvals of the earlier
 * facts no longer count. No row also when the evidence, or a correction in `was`, is not as the actor saw it.
 */
export function editCase(actor: CaseActor, { edits, was, evidenceVersion }: NewEdits): Prisma.Sql {
  const { caseId, actorId, queues } = actor;
  const me = idOf(actorId);
  const given = Prisma.sql`${JSON.stringify(edits)}::jsonb`;
  const isAsSeen = Prisma.sql`NOT EXISTS (
    SELECT FROM jsonb_each(${JSON.stringify(was)}::jsonb) AS seen
    WHERE coalesce(c.edits->seen.key, 'null') NOT IN (seen.value, coalesce(${given}->seen.key, 'null')))`;
  const after = Prisma.sql`jsonb_strip_nulls(c.edits || ${given})`;
  return Prisma.sql`
  WITH held AS (${heldSession(idOf(caseId))}),
  ${caseBefore},
  c AS (
    UPDATE review_case c SET edits = ${after}, assignee_id = ${me}, lease_until = ${newLease},
      approved_by = CASE WHEN ${after} = c.edits THEN c.approved_by ELSE '{}' END
    FROM held, was
    WHERE c.id = ${caseId}::uuid AND c.id = was.id AND c.status = 'open' AND c.queue = ANY (${queues}::text[])
      AND c.evidence_version = ${evidenceVersion}::int AND ${isAsSeen}
      AND ${isFreeFor(me)} AND ${mayHave(me)} AND ${isUnderLimit(me)}
    RETURNING c.*, ${me} AS actor_id, ${given} AS given
  ),
  edited AS (${recordEdits(Prisma.raw("SELECT * FROM c"))}),
  event AS (
    SELECT 'case.edited' AS type, c.actor_id, jsonb_build_object('caseId', c.id, 'edits', c.given) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;
}

/** A note to store. `mentions` are ids of people. */
export interface NewNote extends CaseActor {
  id: string;
  text: string;
  mentions: string[];
  isEvidence: boolean;
}

/**
 * Stores a note on a case, also on one that is closed. One that is evidence raises the evidence version, so that a
 * decision made without it is refused; its author may not decide the case then.
 */
export const addNote = ({ id, caseId, actorId, queues, text, mentions, isEvidence }: NewNote): Prisma.Sql => Prisma.sql`
  WITH held AS (${heldSession(idOf(caseId))}),
  c AS (
    UPDATE review_case c SET
      lease_until = CASE WHEN c.assignee_id = ${actorId}::uuid AND c.lease_until > now() THEN ${newLease}
        ELSE c.lease_until END
    FROM held
    WHERE c.id = ${caseId}::uuid AND c.session_id = held.id AND c.queue = ANY (${queues}::text[])
      AND held.claimant_id <> ${actorId}::uuid
      AND (c.status IN ('open', 'waiting_on_claimant') OR NOT ${isEvidence}::boolean)
    RETURNING c.*
  ),
  noted AS (
    INSERT INTO case_note (id, case_id, author_id, text, mentions, is_evidence)
    SELECT ${id}::uuid, c.id, ${actorId}::uuid, ${text}::text, ${mentions}::uuid[], ${isEvidence}::boolean FROM c
  ),
  touched AS (
    UPDATE wait w SET evidence_version = w.evidence_version + 1
    FROM c WHERE ${isEvidence}::boolean AND w.id = c.wait_id AND w.status = 'open'
  ),
  event AS (
    SELECT 'case.noted' AS type, ${actorId}::uuid AS actor_id, jsonb_build_object('caseId', c.id, 'noteId', ${id}::text,
      'mentions', to_jsonb(${mentions}::uuid[]), 'isEvidence', ${isEvidence}::boolean) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;

/** A list of cases, in the words of a statement on the case `c`. */
export interface CaseList {
  queues: string[];
  where: Prisma.Sql;
  /** What follows ORDER BY. */
  order: Prisma.Sql;
  /** It is the list of the actor's own cases; of another list only the unassigned ones are free. */
  isOwn: boolean;
}

/**
 * Assigns to the actor the first case of a list that is free and that they may decide. Cases that another transaction
 * has locked are skipped. No row: there is none.
 */
export const claimNext = (actorId: string, list: CaseList, exceptId?: string): Prisma.Sql => {
  const me = idOf(actorId);
  const isFree = Prisma.sql`c.status = 'open' AND ${list.isOwn ? isFreeFor(me) : isUnclaimed} AND ${list.where}
    AND (c.snoozed_until IS NULL OR c.snoozed_until <= now()) AND ${mayHave(me)} AND ${isUnderLimit(me)}
    AND c.id IS DISTINCT FROM ${exceptId ?? null}::uuid`;
  return Prisma.sql`
  WITH first AS MATERIALIZED (
    SELECT n.id FROM unnest(${list.queues}::text[]) AS mine (queue), LATERAL (
      SELECT c.id FROM review_case c WHERE c.queue = mine.queue AND ${isFree}
      ORDER BY ${list.order} LIMIT 50) AS n
  ),
  held AS (
    SELECT s.id, c.id AS case_id FROM review_case c JOIN session s ON s.id = c.session_id
    WHERE c.id IN (SELECT id FROM first) AND ${isFree}
    ORDER BY ${list.order} LIMIT 1
    FOR NO KEY UPDATE OF s, c SKIP LOCKED
  ),
  c AS (
    UPDATE review_case c SET assignee_id = ${me}, lease_until = ${newLease} FROM held
    WHERE c.id = held.case_id RETURNING c.*
  ),
  event AS (
    SELECT 'case.claimed' AS type, ${me} AS actor_id, jsonb_build_object('caseId', c.id, 'isNext', true) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;
};
