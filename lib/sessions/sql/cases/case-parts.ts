import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";

// Every statement on a case locks its session first (`held`), so that they run one after another and cannot deadlock.
// What has to be true of the case is a condition of its UPDATE, which Postgres checks on the newest row.

/** The duration of a lease in minutes. Work on the case renews it. */
const leaseMinutes = 15;

/** The session of a case, locked. `and`: what else has to be true of the session `s`. */
export const heldSession = (caseId: Prisma.Sql, and: Prisma.Sql = Prisma.empty): Prisma.Sql => Prisma.sql`
  SELECT s.id, s.claimant_id FROM session s
  WHERE s.id = (SELECT session_id FROM review_case WHERE id = ${caseId}) ${and}
  FOR NO KEY UPDATE`;

/** The case `c` is unassigned, or its lease has expired. */
export const isUnclaimed = Prisma.raw("(c.assignee_id IS NULL OR c.lease_until <= now())");

/** No other person is the assignee of the case `c`. */
export const isFreeFor = (actorId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${isUnclaimed} OR c.assignee_id = ${actorId})`;

/** The person may have one more case of the queue of `c`, or has it already. The caller holds `lockPerson`. */
export const isUnderLimit = (userId: Prisma.Sql): Prisma.Sql => Prisma.sql`is_under_limit(c, ${userId})`;

/**
 * Holds the lock of a person until the transaction ends: what gives them something of which they may have so many runs
 * one after another. It is a statement of its own, before the one that counts and before any other lock.
 */
export const lockPerson = (userId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('limits of person ' || ${userId}, 0))`;

/** The end of a lease that begins now. */
export const newLease = Prisma.raw(`now() + interval '${leaseMinutes} minutes'`);

/** The assignee before this statement gave the case to `actorId`, as part of an event; empty without another one. */
export const takenFrom = (actorId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  CASE WHEN c.assigned_at = now() AND c.previous_assignee_id <> ${actorId}
    THEN jsonb_build_object('overridesClaimOf', c.previous_assignee_id) ELSE '{}' END`;

/** The event in the chain of the session of the changed case `c`; nothing else of the session changes. */
export const linkCaseEvent = Prisma.sql`
  s AS (
    UPDATE session s SET ${linkEvent} FROM c, event WHERE s.id = c.session_id
    RETURNING s.id, s.audit_seq, s.audit_hash
  ),
  audited AS (${recordEvent()})`;

/**
 * The corrections and facts of the case before this statement changes it, on the newest row. The UPDATE joins it, so
 * that it is read before.
 */
export const caseBefore = Prisma.raw(`
  was AS (
    SELECT c.id, c.edits, s.context FROM review_case c JOIN held ON held.id = c.session_id
      JOIN session s ON s.id = held.id
    WHERE c.status = 'open' FOR NO KEY UPDATE OF c
  )`);

/** Corrections as rows. `of`: the changed case with `actor_id` and `given`, a JSON object; null takes one back. */
export const recordEdits = (of: Prisma.Sql): Prisma.Sql => Prisma.sql`
  INSERT INTO case_edit (case_id, round, actor_id, key, before, after)
  SELECT o.id, o.round, o.actor_id, e.key, nullif(coalesce(was.edits->e.key, was.context->e.key), 'null'),
    nullif(e.value, 'null')
  FROM (${of}) AS o JOIN was ON was.id = o.id, jsonb_each(o.given) AS e
  WHERE nullif(e.value, 'null') IS DISTINCT FROM was.edits->e.key`;
