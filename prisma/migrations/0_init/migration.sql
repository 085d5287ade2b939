-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('claimant', 'reviewer', 'designer', 'admin');

-- CreateEnum
CREATE TYPE "VersionState" AS ENUM ('draft', 'published');

-- CreateEnum
CREATE TYPE "SessionStatus" AS ENUM ('ready', 'running', 'paused', 'waiting', 'completed', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('done', 'failed');

-- CreateEnum
CREATE TYPE "MessageRole" AS ENUM ('user', 'assistant', 'system');

-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('claimant', 'reviewer');

-- CreateEnum
CREATE TYPE "WaitStatus" AS ENUM ('open', 'answered', 'cancelled');

-- CreateEnum
CREATE TYPE "Verdict" AS ENUM ('approve', 'reject', 'request_information');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "roles" "Role"[],
    "queues" TEXT[],
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_version" (
    "id" UUID NOT NULL,
    "workflow_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "VersionState" NOT NULL,
    "definition" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "workflow_version_id" UUID NOT NULL,
    "claimant_id" UUID NOT NULL,
    "status" "SessionStatus" NOT NULL,
    "current_task_id" TEXT NOT NULL,
    "status_message" TEXT,
    "context" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "step_seq" INTEGER NOT NULL DEFAULT 0,
    "message_seq" INTEGER NOT NULL DEFAULT 0,
    "user_message_seq" INTEGER NOT NULL DEFAULT 0,
    "handled_message_seq" INTEGER NOT NULL DEFAULT 0,
    "history_from_seq" INTEGER NOT NULL DEFAULT 0,
    "answer" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "next_retry_at" TIMESTAMPTZ(6),
    "trail" TEXT[],
    "answered_wait_id" UUID,
    "lease_token" UUID,
    "lease_until" TIMESTAMPTZ(6),
    "audit_seq" INTEGER NOT NULL DEFAULT 0,
    "audit_hash" TEXT NOT NULL DEFAULT '',
    "reference" TEXT NOT NULL,
    "subject" TEXT,
    "amount_cents" INTEGER,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "confirmed_at" TIMESTAMPTZ(6),
    "outcome" TEXT,
    "flags" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "step" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "task_id" TEXT NOT NULL,
    "status" "StepStatus" NOT NULL,
    "action" TEXT,
    "next_task_id" TEXT,
    "response" TEXT,
    "status_message" TEXT,
    "patch" JSONB NOT NULL,
    "answer" JSONB,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "error_code" TEXT,
    "error_message" TEXT,
    "next_retry_at" TIMESTAMPTZ(6),
    "duration_ms" INTEGER NOT NULL,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "model_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "role" "MessageRole" NOT NULL,
    "parts" JSONB NOT NULL,
    "client_message_id" TEXT,
    "step_seq" INTEGER,
    "flags" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wait" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "task_id" TEXT NOT NULL,
    "step_seq" INTEGER NOT NULL,
    "opened_message_seq" INTEGER NOT NULL DEFAULT 0,
    "audience" "Audience" NOT NULL,
    "queue" TEXT,
    "form" JSONB NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "amount_cents" INTEGER,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "reasons" TEXT[],
    "due_at" TIMESTAMPTZ(6),
    "assignee_id" UUID,
    "status" "WaitStatus" NOT NULL DEFAULT 'open',
    "evidence_version" INTEGER NOT NULL DEFAULT 1,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "wait_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "wait_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "claimant_id" UUID NOT NULL,
    "verdict" "Verdict" NOT NULL,
    "reason" TEXT,
    "edits" JSONB,
    "evidence_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "tx" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
    "session_id" UUID,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "type" TEXT NOT NULL,
    "actor_id" UUID,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "effect_key" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "workflow_version_workflow_id_number_key" ON "workflow_version"("workflow_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "session_reference_key" ON "session"("reference");

-- CreateIndex
CREATE INDEX "session_claimant_id_created_at_idx" ON "session"("claimant_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "session_claimant_id_confirmed_at_idx" ON "session"("claimant_id", "confirmed_at");

-- CreateIndex
CREATE INDEX "session_status_lease_until_idx" ON "session"("status", "lease_until");

-- CreateIndex
CREATE INDEX "session_workflow_version_id_status_idx" ON "session"("workflow_version_id", "status");

-- CreateIndex
CREATE INDEX "session_updated_at_idx" ON "session"("updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "message_session_id_seq_key" ON "message"("session_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "message_session_id_client_message_id_key" ON "message"("session_id", "client_message_id");

-- CreateIndex
CREATE INDEX "wait_session_id_status_idx" ON "wait"("session_id", "status");

-- CreateIndex
CREATE INDEX "wait_audience_status_queue_opened_at_idx" ON "wait"("audience", "status", "queue", "opened_at");

-- CreateIndex
CREATE UNIQUE INDEX "decision_wait_id_key" ON "decision"("wait_id");

-- CreateIndex
CREATE INDEX "decision_actor_id_created_at_idx" ON "decision"("actor_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_session_id_seq_idx" ON "audit_event"("session_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_effect_key_key" ON "outbox"("effect_key");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_version" ADD CONSTRAINT "workflow_version_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_workflow_version_id_fkey" FOREIGN KEY ("workflow_version_id") REFERENCES "workflow_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_claimant_id_fkey" FOREIGN KEY ("claimant_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wait" ADD CONSTRAINT "wait_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wait" ADD CONSTRAINT "wait_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_wait_id_fkey" FOREIGN KEY ("wait_id") REFERENCES "wait"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand: what the database itself refuses. Above this line is `prisma migrate diff`; the Prisma schema
-- cannot say the rest.

-- Money is never negative; unknown is NULL.
ALTER TABLE "session" ADD CONSTRAINT "session_amount_not_negative" CHECK ("amount_cents" >= 0);
ALTER TABLE "wait" ADD CONSTRAINT "wait_amount_not_negative" CHECK ("amount_cents" >= 0);

-- A session stands at one question. An exclusion constraint, not a partial unique index: it is checked when the
-- statement ends, so the one statement that answers a wait may also open the next.
ALTER TABLE "wait" ADD CONSTRAINT "wait_one_open_per_session"
  EXCLUDE USING btree ("session_id" WITH =) WHERE ("status" = 'open') DEFERRABLE INITIALLY IMMEDIATE;

-- The inbox: what is open for reviewers, most urgent first.
CREATE INDEX "wait_inbox_idx" ON "wait" ("queue", "priority" DESC, "due_at", "opened_at")
  WHERE "status" = 'open' AND "audience" = 'reviewer';

-- Refuses whatever fired it; the trigger's argument is the sentence.
CREATE FUNCTION "refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END
$$;

-- The decider is never the claimant. The copy of the claimant that the CHECK compares is checked against the session,
-- and a session keeps its claimant, so neither can be forged.
ALTER TABLE "decision" ADD CONSTRAINT "decision_not_by_claimant" CHECK ("actor_id" <> "claimant_id");

CREATE FUNCTION "check_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "wait" JOIN "session" ON "session"."id" = "wait"."session_id"
    WHERE "wait"."id" = NEW."wait_id" AND "session"."id" = NEW."session_id" AND "session"."claimant_id" = NEW."claimant_id";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a decision names the session of its wait and the claimant of that session'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'decision';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER "decision_is_of_its_session" BEFORE INSERT OR UPDATE ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "check_decision"();

-- What was decided stays decided. (A session that is deleted takes its decisions with it.)
CREATE TRIGGER "decision_unchanged"
  BEFORE UPDATE OF "wait_id", "session_id", "actor_id", "claimant_id", "verdict", "reason", "edits", "evidence_version"
  ON "decision" FOR EACH ROW EXECUTE FUNCTION "refuse"('a decision does not change');

CREATE TRIGGER "session_keeps_claimant" BEFORE UPDATE OF "claimant_id" ON "session"
  FOR EACH ROW WHEN (OLD."claimant_id" IS DISTINCT FROM NEW."claimant_id")
  EXECUTE FUNCTION "refuse"('a session keeps its claimant');

CREATE TRIGGER "session_keeps_version" BEFORE UPDATE OF "workflow_version_id" ON "session"
  FOR EACH ROW WHEN (OLD."workflow_version_id" IS DISTINCT FROM NEW."workflow_version_id")
  EXECUTE FUNCTION "refuse"('a session stays on the workflow version it started with');

-- A published version is what sessions run on: it never changes and never goes.
CREATE TRIGGER "workflow_version_published_unchanged"
  BEFORE UPDATE OF "workflow_id", "number", "state", "definition", "content_hash" ON "workflow_version"
  FOR EACH ROW WHEN (
    OLD."state" = 'published' AND
    (OLD."workflow_id", OLD."number", OLD."state", OLD."definition", OLD."content_hash") IS DISTINCT FROM
    (NEW."workflow_id", NEW."number", NEW."state", NEW."definition", NEW."content_hash")
  ) EXECUTE FUNCTION "refuse"('a published workflow version cannot be changed');

CREATE TRIGGER "workflow_version_published_kept" BEFORE DELETE ON "workflow_version"
  FOR EACH ROW WHEN (OLD."state" = 'published')
  EXECUTE FUNCTION "refuse"('a published workflow version cannot be deleted');

-- The audit log is append-only.
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('the audit log is append-only: no UPDATE, no DELETE');

CREATE TRIGGER "audit_event_no_truncate" BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse"('the audit log is append-only: no TRUNCATE');

-- One link of a session's audit chain: hex SHA-256 over the link before it and what happened. `jsonb` has one text for
-- one value and the time counts in microseconds, so the same row gives the same hash on any server and in any time zone.
CREATE FUNCTION "audit_chain"(prev text, seq int, type text, actor uuid, at timestamptz, data jsonb)
  RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN encode(sha256(convert_to(
    jsonb_build_array(prev, seq, type, actor, (extract(epoch FROM at) * 1000000)::bigint, data)::text, 'UTF8')), 'hex');

-- Refused sign-ins and other events without a session are counted by time.
CREATE INDEX "audit_event_without_session_idx" ON "audit_event" ("at") WHERE "session_id" IS NULL;
