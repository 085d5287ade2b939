-- AlterTable
ALTER TABLE "step" ADD COLUMN "history_from_seq" INTEGER;

-- DropIndex
DROP INDEX "step_event_id_idx";

-- CreateIndex
CREATE INDEX "step_tx_event_id_idx" ON "step"("tx", "event_id");

-- CreateIndex
CREATE INDEX "audit_event_tx_id_idx" ON "audit_event"("tx", "id");

-- DropIndex
DROP INDEX "session_workflow_version_id_status_idx";

-- CreateIndex
CREATE INDEX "session_workflow_version_id_idx" ON "session"("workflow_version_id");

-- DropIndex
DROP INDEX "wait_audience_status_queue_opened_at_idx";

-- Written by hand: what the Prisma schema cannot say. Every statement that writes a row opens all indexes of its table,
-- and a step that changes a status writes into most of them.

-- What the sweeper looks for, by the time from which it may be due.
DROP INDEX "session_ready_idx";
DROP INDEX "session_unread_idx";
DROP INDEX "session_answered_idx";
DROP INDEX "session_retry_idx";
DROP INDEX "session_wake_idx";
CREATE INDEX "session_due_idx" ON "session" ((CASE
    WHEN "status" IN ('ready', 'running') OR "user_message_seq" > "handled_message_seq" OR "answer" IS NOT NULL THEN "updated_at"
    ELSE coalesce("next_retry_at", "wake_at") END))
  WHERE "status" NOT IN ('completed', 'cancelled') AND ("status" IN ('ready', 'running')
    OR "user_message_seq" > "handled_message_seq" OR "answer" IS NOT NULL OR "next_retry_at" IS NOT NULL OR "wake_at" IS NOT NULL);

-- Most questions have no time by which they must be answered.
DROP INDEX "wait_overdue_idx";
CREATE INDEX "wait_overdue_idx" ON "wait" ("due_at") WHERE "status" = 'open' AND "overdue_at" IS NULL AND "due_at" IS NOT NULL;

-- What is open for reviewers, the newest first; `wait_inbox_idx` has the most urgent first.
CREATE INDEX "wait_newest_idx" ON "wait" ("queue", "opened_at") WHERE "status" = 'open' AND "audience" = 'reviewer';
