import { Prisma } from "@/lib/db/client";
import { heldSession, linkCaseEvent } from "./case-parts";

/** The case `c` has a lease that is over. */
const hasLapsed = Prisma.raw(
  "c.status = 'open' AND c.lease_until <= now() AND c.assignee_id IS NOT NULL AND c.pending_decision_id IS NULL",
);
/** The case `c` was snoozed until now. */
const wakesUp = Prisma.raw("c.status = 'open' AND c.snoozed_until <= now()");
/** The person who has the case `c` is away, or may not have it any more. */
const hasLeft = Prisma.raw(`c.status IN ('open', 'waiting_on_claimant') AND c.assignee_id IS NOT NULL
  AND c.pending_decision_id IS NULL
  AND stand_in(c.assignee_id, c.queue, (SELECT claimant_id FROM session WHERE id = c.session_id))
    IS DISTINCT FROM c.assignee_id`);
/** Somebody who may have the case `c` is away now, or was disabled. */
const mayHaveLeft = Prisma.raw(`c.assignee_id IN (
  SELECT user_id FROM absence WHERE starts_at <= now() AND ends_at > now()
  UNION ALL SELECT id FROM app_user WHERE disabled_at IS NOT NULL)`);

/** What time does to cases, by the name of its event. */
const chores = {
  "case.lapsed": { when: hasLapsed, set: Prisma.sql`assignee_id = NULL, lease_until = NULL`, found: Prisma.sql`true` },
  "case.woken": { when: wakesUp, set: Prisma.sql`snoozed_until = NULL`, found: Prisma.sql`true` },
  "case.delegated": {
    when: hasLeft,
    set: Prisma.sql`lease_until = NULL, assignee_id = stand_in_for(c, c.assignee_id, held.claimant_id)`,
    found: mayHaveLeft,
  },
} as const;

export type CaseChore = keyof typeof chores;
export const caseChores = Object.keys(chores) as CaseChore[];

/** Ids of cases for which a chore is due. */
export const casesFor = (chore: CaseChore, limit: number): Prisma.Sql =>
  Prisma.sql`SELECT c.id FROM review_case c WHERE ${chores[chore].found} AND ${chores[chore].when} LIMIT ${limit}`;

/** Does a chore for one case, if it is still due. */
export const doChore = (chore: CaseChore, caseId: string): Prisma.Sql => {
  const { set, when } = chores[chore];
  return Prisma.sql`
  WITH held AS (${heldSession(Prisma.sql`${caseId}::uuid`)}),
  c AS (
    UPDATE review_case c SET ${set} FROM held WHERE c.id = ${caseId}::uuid AND c.session_id = held.id AND ${when}
    RETURNING c.*
  ),
  event AS (
    SELECT ${chore}::text AS type, NULL::uuid AS actor_id, jsonb_build_object('caseId', c.id,
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
