-- AlterEnum
ALTER TYPE "StepStatus" ADD VALUE 'saved';

-- AlterEnum
ALTER TYPE "Audience" ADD VALUE 'timer';

-- AlterTable
ALTER TABLE "session" ADD COLUMN "initial_context" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "start_task_id" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "wake_at" TIMESTAMPTZ(6),
  ADD COLUMN "is_stopped" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "stopped_message_seq" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "stop_token" UUID;

-- AlterTable
ALTER TABLE "step" ADD COLUMN "children" JSONB,
  ADD COLUMN "cached" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "event_id" BIGINT,
  ADD COLUMN "tx" BIGINT,
  ADD COLUMN "audit_seq" INTEGER,
  ADD COLUMN "hash" TEXT;
ALTER TABLE "step" ALTER COLUMN "tx" SET DEFAULT txid_current();

-- AlterTable
ALTER TABLE "wait" ADD COLUMN "overdue_at" TIMESTAMPTZ(6);

-- DropIndex
DROP INDEX "session_status_lease_until_idx";

-- CreateIndex
CREATE INDEX "step_event_id_idx" ON "step"("event_id");

-- Written by hand: what the Prisma schema cannot say.

-- A session that a run holds has a lease that says so; `running` is not written any more.
UPDATE "session" SET "status" = 'ready' WHERE "status" = 'running';

-- What sessions began with, for those that were started before this column was there.
UPDATE "session" SET
  "initial_context" = jsonb_build_object('reference', "reference", 'workflow', "workflow_version"."workflow_id"),
  "start_task_id" = coalesce("workflow_version"."definition"->>'startTaskId', "session"."current_task_id")
FROM "workflow_version" WHERE "workflow_version"."id" = "session"."workflow_version_id";

-- Steps of one run follow each other in milliseconds; with room on the page none of them touches an index.
ALTER TABLE "session" SET (fillfactor = 70);

-- The rule about several small claims asks for confirmed ones; most sessions never are.
DROP INDEX "session_claimant_id_confirmed_at_idx";
CREATE INDEX "session_confirmed_idx" ON "session" ("claimant_id", "confirmed_at") WHERE "confirmed_at" IS NOT NULL;

-- What the sweeper looks for, each in an index that holds nothing else.
CREATE INDEX "session_ready_idx" ON "session" ("updated_at") WHERE "status" IN ('ready', 'running');
CREATE INDEX "session_unread_idx" ON "session" ("updated_at") WHERE "user_message_seq" > "handled_message_seq";
CREATE INDEX "session_answered_idx" ON "session" ("updated_at") WHERE "answer" IS NOT NULL;
CREATE INDEX "session_retry_idx" ON "session" ("next_retry_at") WHERE "next_retry_at" IS NOT NULL;
CREATE INDEX "session_wake_idx" ON "session" ("wake_at") WHERE "wake_at" IS NOT NULL;
CREATE INDEX "wait_overdue_idx" ON "wait" ("due_at") WHERE "status" = 'open' AND "overdue_at" IS NULL;

-- A step is a link of its session's audit chain itself: one row says what was done and proves that nobody changed it.
-- Its hash is over the link before it and this text. (STABLE, as `jsonb::text` is, so that Postgres puts the body in the
-- place of the call: called as a function it would cost a step as much as everything else in it.)
CREATE FUNCTION "step_content"("audit_seq" int, "seq" int, "task_id" text, "status" text, "action" text, "next_task_id" text,
    "response" text, "status_message" text, "patch" jsonb, "answer" jsonb, "error_code" text)
  RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN "audit_seq"::text || ' ' || "seq"::text || ' ' || "task_id" || ' ' || "status" || ' ' || coalesce("action", '-') || ' '
    || coalesce("next_task_id", '-') || ' ' || coalesce("error_code", '-') || E'\n' || coalesce("response", '') || E'\n'
    || coalesce("status_message", '') || E'\n' || "patch"::text || E'\n' || coalesce("answer"::text, '');

-- What was done stays done. (A session that is deleted takes its steps with it; its deletion is an event.)
CREATE TRIGGER "step_unchanged" BEFORE UPDATE OF "session_id", "seq", "task_id", "status", "action", "next_task_id", "response",
  "status_message", "patch", "answer", "error_code", "event_id", "tx", "audit_seq", "hash" ON "step"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a step does not change');
CREATE TRIGGER "step_kept" BEFORE DELETE ON "step"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse"('a step does not go without its session');

-- The whole log, steps and all other events, as one: ordered by `id` for readers with a cursor, by `seq` for the chain of
-- a session. The time of a step is not part of its hash, its order is.
CREATE VIEW "audit_log" AS
  SELECT "id", "tx", "session_id", "seq", "type", "actor_id", "data", "at", "hash", NULL AS "content" FROM "audit_event"
  UNION ALL
  SELECT "event_id", "tx", "session_id", "audit_seq",
    CASE "status" WHEN 'done' THEN 'step.committed' WHEN 'failed' THEN 'step.failed' ELSE 'step.saved' END, NULL,
    jsonb_build_object('seq', "seq", 'taskId', "task_id", 'action', "action", 'nextTaskId', "next_task_id"), "created_at", "hash",
    "step_content"("audit_seq", "seq", "task_id", "status"::text, "action", "next_task_id", "response", "status_message", "patch",
      "answer", "error_code")
  FROM "step" WHERE "audit_seq" IS NOT NULL;

-- The links of a session's chain that do not hold; none when nobody has changed anything.
CREATE FUNCTION "broken_links"("of_session" uuid) RETURNS TABLE ("seq" int, "type" text) LANGUAGE sql STABLE AS $$
  SELECT "seq", "type" FROM (
    SELECT *, coalesce(lag("hash") OVER (ORDER BY "seq"), '') AS "prev" FROM "audit_log" WHERE "session_id" = "of_session") AS "chain"
  WHERE "hash" IS DISTINCT FROM CASE
    WHEN "content" IS NULL THEN audit_chain("prev", "seq", "type", "actor_id", "at", "data")
    ELSE encode(sha256(convert_to("prev" || "content", 'UTF8')), 'hex') END
$$;

-- An administrator may move a session to another version of its workflow; the transaction that does it names the session.
-- (AFTER: a row trigger BEFORE an update locks the row first, whether it has anything to say or not.)
DROP TRIGGER "session_keeps_version" ON "session";
CREATE TRIGGER "session_keeps_version" AFTER UPDATE OF "workflow_version_id" ON "session"
  FOR EACH ROW WHEN (OLD."workflow_version_id" IS DISTINCT FROM NEW."workflow_version_id"
    AND coalesce(current_setting('graphflow.migrates_session', true), '') <> NEW."id"::text)
  EXECUTE FUNCTION "refuse"('a session stays on the workflow version it started with');

DROP TRIGGER "session_keeps_claimant" ON "session";
CREATE TRIGGER "session_keeps_claimant" AFTER UPDATE OF "claimant_id" ON "session"
  FOR EACH ROW WHEN (OLD."claimant_id" IS DISTINCT FROM NEW."claimant_id")
  EXECUTE FUNCTION "refuse"('a session keeps its claimant');
