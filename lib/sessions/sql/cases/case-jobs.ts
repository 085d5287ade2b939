import { Prisma } from "@/lib/db/client";
import { heldSession, linkCaseEvent } from "./case-parts";

/** The lease of the case `c` has expired. */
const leaseExpired = Prisma.raw(
  "c.status = 'open' AND c.lease_until <= now() AND c.assignee_id IS NOT NULL AND c.pending_decision_id IS NULL",
);
/** The snooze of the case `c` is over. */
const snoozeEnded = Prisma.raw("c.status = 'open' AND c.snoozed_until <= now()");
/** The person who has the case `c` is away, or may not have it any more. */
const isAbsent = Prisma.raw(`c.status IN ('open', 'waiting_on_claimant') AND c.assignee_id IS NOT NULL
  AND c.pending_decision_id IS NULL
  AND stand_in(c.assignee_id, c.queue, (SELECT claimant_id FROM session WHERE id = c.session_id))
    IS DISTINCT FROM c.assignee_id`);
/** A person who may have the case `c` is away now, or was disabled. */
const mayBeAbsent = Prisma.raw(`c.assignee_id IN (
  SELECT user_id FROM absence WHERE starts_at <= now() AND ends_at > now()
  UNION ALL SELECT id FROM app_user WHERE disabled_at IS NOT NULL)`);

/** The changes of cases at a due time, by the names of their events. */
const changes = {
  "case.lapsed": {
    when: leaseExpired,
    set: Prisma.sql`assignee_id = NULL, lease_until = NULL`,
    found: Prisma.sql`true`,
  },
  "case.woken": { when: snoozeEnded, set: Prisma.sql`snoozed_until = NULL`, found: Prisma.sql`true` },
  "case.delegated": {
    when: isAbsent,
    set: Prisma.sql`lease_until = NULL, assignee_id = stand_in_for(c, c.assignee_id, held.claimant_id)`,
    found: mayBeAbsent,
  },
} as const;

/** A change of a case at a due time, by the name of its event. */
export type DueChange = keyof typeof changes;
/** The changes of cases at a due time, in the order in which a sweep looks for them. */
export const dueChanges = Object.keys(changes) as DueChange[];

/** Ids of cases for which a change is due. */
export const findDueCases = (change: DueChange, limit: number): Prisma.Sql =>
  Prisma.sql`SELECT c.id FROM review_case c WHERE ${changes[change].found} AND ${changes[change].when} LIMIT ${limit}`;

/** Ids of the cases of a person in a queue that they do not have any more. */
export const findCasesToFree = (userId: string, queue: string): Prisma.Sql =>
  Prisma.sql`SELECT c.id FROM review_case c
    WHERE c.assignee_id = ${userId}::uuid AND c.queue = ${queue} AND ${isAbsent}`;

/** Applies a change to one case, if it is still due. */
export const applyDueChange = (change: DueChange, caseId: string): Prisma.Sql => {
  const { set, when } = changes[change];
  return Prisma.sql`
  WITH held AS (${heldSession(Prisma.sql`${caseId}::uuid`)}),
  c AS (
    UPDATE review_case c SET ${set} FROM held WHERE c.id = ${caseId}::uuid AND c.session_id = held.id AND ${when}
    RETURNING c.*
  ),
  event AS (
    SELECT ${change}::text AS type, NULL::uuid AS actor_id, jsonb_build_object('caseId', c.id,
      'assigneeId', c.assignee_id) AS data FROM c
  ),
  ${linkCaseEvent}
  SELECT c.session_id, c.id AS case_id FROM c`;
};

/** Computes the priority of cases again that time has changed. The trigger on the table does it. */
export const refreshPriorities = (limit: number): Prisma.Sql => Prisma.sql`
  UPDATE review_case c SET priority_until = NULL
  WHERE c.id IN (SELECT id FROM review_case WHERE status = 'open' AND priority_until <= now()
    ORDER BY priority_until LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED)`;
