import { linkEvent, recordEvent } from "@/lib/db/audit-event";
import { Prisma } from "@/lib/db/client";
import type { WaitRequest } from "@/lib/engine";
import type { WaitMove } from "@/lib/engine/storage-kit";
import { isFree } from "../leases/due";
import { toWaitRow } from "../steps/step-row";

export interface SessionMove {
  id: string;
  version: number;
  actorId: string;
  workflowVersionId: string;
  currentTaskId: string;
  trail: string[];
  /** What the migration does with its open question; null without one. */
  wait: WaitMove | null;
  /**
   * For the event: the numbers of both versions, the task before and after, the back stack, and what became of the open
   * question.
   */
  event: { from: number; to: number; fromTaskId: string; toTaskId: string; trail: string[]; wait: string | null };
}

/**
 * Moves a free session that is under way to another version of its workflow, its open question with it: the session's
 * version is that of the question that `move.wait` was made for. A question that is closed leaves the session ready at
 * its task. A case that waits for the claimant is one of the new task. No row back: it is over, a run holds it, or it
 * is not at its version any more.
 */
export const migrateSession = (move: SessionMove): Prisma.Sql => Prisma.sql`
  WITH event AS (
    SELECT 'session.migrated' AS type, ${move.actorId}::uuid AS actor_id, ${JSON.stringify(move.event)}::jsonb AS data,
      set_config('graphflow.migrates_session', ${move.id}, true)
  ),
  s AS (
    UPDATE session s SET
      workflow_version_id = ${move.workflowVersionId}::uuid,
      current_task_id = ${move.currentTaskId},
      trail = ${move.trail}::text[],
      begun = 0,
      ${sessionAfter(move.wait)}
      version = s.version + 1,
      updated_at = now(),
      ${linkEvent}
    FROM event
    WHERE s.id = ${move.id}::uuid AND s.version = ${move.version} AND s.status NOT IN ('completed', 'cancelled')
      AND ${isFree}
    RETURNING s.id, s.audit_seq, s.audit_hash, s.current_task_id
  ),
  moved AS (
    UPDATE wait w SET task_id = s.current_task_id ${waitAfter(move.wait)}
    FROM s WHERE w.session_id = s.id AND w.status = 'open'
  ),
  followed AS (
    UPDATE review_case c SET task_id = s.current_task_id
    FROM s WHERE c.session_id = s.id AND c.status = 'waiting_on_claimant'
  ),
  audited AS (${recordEvent()})
  SELECT s.id FROM s`;

/** The session's timer, and whether work is due because its question was closed. */
function sessionAfter(wait: WaitMove | null): Prisma.Sql {
  if (wait?.type === "closed") {
    return Prisma.sql`status = CASE WHEN s.status = 'waiting' THEN 'ready' ELSE s.status END, wake_at = NULL,`;
  }
  if (wait?.type !== "renewed" || wait.wait.wakeInMs === undefined) return Prisma.empty;
  const wakeAt = afterOpening(wait.wait.wakeInMs);
  return Prisma.sql`wake_at = (SELECT ${wakeAt} FROM wait w WHERE w.session_id = s.id AND w.status = 'open'),`;
}

const waitAfter = (wait: WaitMove | null): Prisma.Sql =>
  wait?.type === "renewed" ? renewed(wait.wait) : wait?.type === "closed" ? closed : Prisma.empty;

const closed = Prisma.sql`, status = 'cancelled', answered_at = now()`;

/**
 * The question as the new version asks it. A different form or other reasons count as new evidence, so that a reviewer
 * who has read the old question reads the new one. The due time counts from when the question was opened. The assignee
 * stays when the queue is the same.
 */
function renewed(request: WaitRequest): Prisma.Sql {
  const { queue, form, priority, amountCents, currency, reasons, dueInMs, rules } = toWaitRow(request);
  const json = JSON.stringify(form);
  const dueAt = dueInMs === null ? Prisma.sql`NULL` : afterOpening(dueInMs);
  const isOverdue = Prisma.sql`w.overdue_at IS NOT NULL AND ${dueAt} <= now()`;
  return Prisma.sql`, queue = ${queue}, form = ${json}::jsonb, amount_cents = ${amountCents}, currency = ${currency},
      reasons = ${reasons}::text[], due_at = ${dueAt},
      assignee_id = CASE WHEN w.queue = ${queue} THEN w.assignee_id END,
      overdue_at = CASE WHEN ${isOverdue} THEN w.overdue_at END,
      priority = ${priority}::int, rules = ${JSON.stringify(rules)}::jsonb,
      evidence_version = w.evidence_version + CASE WHEN (w.form, w.queue, w.reasons) IS DISTINCT FROM
        (${json}::jsonb, ${queue}::text, ${reasons}::text[]) THEN 1 ELSE 0 END`;
}

const afterOpening = (ms: number): Prisma.Sql =>
  Prisma.sql`w.opened_at + ${Math.round(ms)}::float8 * interval '1 millisecond'`;
