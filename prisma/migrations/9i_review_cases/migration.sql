-- A case is what reviewers see: one visit of a review task. The questions to reviewers (`wait`) are its rounds.

CREATE TYPE "CaseStatus" AS ENUM ('open', 'waiting_on_claimant', 'decided', 'cancelled');
CREATE TYPE "PendingStatus" AS ENUM ('pending', 'committed', 'undone', 'cancelled');

CREATE TABLE "review_case" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "session_id" UUID NOT NULL,
    "task_id" TEXT NOT NULL,
    "wait_id" UUID NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "queue" TEXT NOT NULL,
    "status" "CaseStatus" NOT NULL DEFAULT 'open',
    "evidence_version" INTEGER NOT NULL DEFAULT 1,
    "amount_cents" "cents",
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "flags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "task_priority" INTEGER NOT NULL DEFAULT 0,
    "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(6),
    "active_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "active_since" TIMESTAMPTZ(6),
    "paused_ms" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "paused_since" TIMESTAMPTZ(6),
    "due_ms" DOUBLE PRECISION,
    "due_at" TIMESTAMPTZ(6),
    "overdue_at" TIMESTAMPTZ(6),
    "assignee_id" UUID,
    "assigned_at" TIMESTAMPTZ(6),
    "previous_assignee_id" UUID,
    "lease_until" TIMESTAMPTZ(6),
    "snoozed_until" TIMESTAMPTZ(6),
    "escalated_at" TIMESTAMPTZ(6),
    "escalated_to_id" UUID,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "priority_parts" JSONB NOT NULL DEFAULT '[]',
    "priority_until" TIMESTAMPTZ(6),
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "edits" JSONB NOT NULL DEFAULT '{}',
    "approvals_needed" INTEGER NOT NULL DEFAULT 1,
    "second_approval_from" INTEGER,
    "approved_by" UUID[] DEFAULT ARRAY[]::UUID[],
    "decider_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "decider_people" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "pending_decision_id" UUID,

    CONSTRAINT "review_case_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "approval" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "wait_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "reason" TEXT,
    "edits" JSONB NOT NULL DEFAULT '{}',
    "evidence_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "pending_decision" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "wait_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "reason_code" TEXT,
    "question" TEXT,
    "fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "edits" JSONB NOT NULL DEFAULT '{}',
    "overrides" BOOLEAN NOT NULL DEFAULT false,
    "evidence_version" INTEGER NOT NULL,
    "status" "PendingStatus" NOT NULL DEFAULT 'pending',
    "cancelled_by" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "commit_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "pending_decision_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "case_edit" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "edited_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_edit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "case_note" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mentions" UUID[] DEFAULT ARRAY[]::UUID[],
    "is_evidence" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "case_seen" (
    "case_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "message_seq" INTEGER NOT NULL,
    "evidence_version" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_seen_pkey" PRIMARY KEY ("case_id", "user_id")
);

CREATE TABLE "queue" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lead_id" UUID,
    "case_limit" INTEGER,
    "due_ms" DOUBLE PRECISION,

    CONSTRAINT "queue_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "queue_member" (
    "queue_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "case_limit" INTEGER,
    "approves_up_to_cents" INTEGER,

    CONSTRAINT "queue_member_pkey" PRIMARY KEY ("queue_id", "user_id")
);

CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "queue_id" TEXT,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "reply_template" (
    "id" UUID NOT NULL,
    "queue_id" TEXT,
    "verdict" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "reply_template_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "absence" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "delegate_id" UUID,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "wait" ADD COLUMN "rules" JSONB NOT NULL DEFAULT '{}', ADD COLUMN "case_id" UUID;

-- A verdict is approve, reject, request_information or an outcome of the form: `check_decision` looks it up.
DROP TRIGGER "decision_unchanged" ON "decision";
ALTER TABLE "decision" ALTER COLUMN "verdict" TYPE TEXT USING "verdict"::TEXT,
  ADD COLUMN "reason_code" TEXT,
  ADD COLUMN "question" TEXT,
  ADD COLUMN "fields" TEXT[] DEFAULT ARRAY[]::TEXT[];
DROP TYPE "Verdict";
CREATE TRIGGER "decision_unchanged" BEFORE UPDATE OF "id", "wait_id", "session_id", "actor_id", "claimant_id", "verdict", "reason",
  "reason_code", "question", "fields", "edits", "evidence_version" ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a decision does not change');

CREATE INDEX "review_case_session_id_idx" ON "review_case"("session_id");
CREATE INDEX "review_case_assignee_id_idx" ON "review_case"("assignee_id");
CREATE INDEX "wait_case_id_idx" ON "wait"("case_id");
CREATE INDEX "approval_case_id_idx" ON "approval"("case_id");
CREATE INDEX "pending_decision_case_id_idx" ON "pending_decision"("case_id");
CREATE INDEX "case_edit_case_id_idx" ON "case_edit"("case_id");
CREATE INDEX "case_note_case_id_idx" ON "case_note"("case_id");
CREATE INDEX "saved_view_owner_id_idx" ON "saved_view"("owner_id");
CREATE INDEX "saved_view_queue_id_idx" ON "saved_view"("queue_id");
CREATE INDEX "absence_user_id_idx" ON "absence"("user_id");

ALTER TABLE "review_case" ADD CONSTRAINT "review_case_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_escalated_to_id_fkey" FOREIGN KEY ("escalated_to_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "approval" ADD CONSTRAINT "approval_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "approval" ADD CONSTRAINT "approval_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pending_decision" ADD CONSTRAINT "pending_decision_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "pending_decision" ADD CONSTRAINT "pending_decision_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_edit" ADD CONSTRAINT "case_edit_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "case_edit" ADD CONSTRAINT "case_edit_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "case_note" ADD CONSTRAINT "case_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "case_seen" ADD CONSTRAINT "case_seen_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "case_seen" ADD CONSTRAINT "case_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "queue" ADD CONSTRAINT "queue_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "queue_member" ADD CONSTRAINT "queue_member_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "queue_member" ADD CONSTRAINT "queue_member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_queue_id_fkey" FOREIGN KEY ("queue_id") REFERENCES "queue"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "absence" ADD CONSTRAINT "absence_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "absence" ADD CONSTRAINT "absence_delegate_id_fkey" FOREIGN KEY ("delegate_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand: what the Prisma schema cannot say.

-- The first list that reviewers see, and what the jobs look for.
CREATE INDEX "review_case_open_idx" ON "review_case"
  ("queue", (-"priority"), (coalesce("due_at", 'infinity')), "opened_at", "id") WHERE "status" = 'open';
CREATE INDEX "review_case_waiting_idx" ON "review_case" ("queue", "paused_since", "id") WHERE "status" = 'waiting_on_claimant';
CREATE INDEX "review_case_decided_idx" ON "review_case" ("queue", "closed_at", "id") WHERE "status" = 'decided';
CREATE INDEX "review_case_lease_idx" ON "review_case" ("lease_until") WHERE "status" = 'open' AND "lease_until" IS NOT NULL;
CREATE INDEX "review_case_snoozed_idx" ON "review_case" ("snoozed_until") WHERE "status" = 'open' AND "snoozed_until" IS NOT NULL;
CREATE INDEX "review_case_priority_idx" ON "review_case" ("priority_until") WHERE "status" = 'open' AND "priority_until" IS NOT NULL;
CREATE INDEX "pending_decision_due_idx" ON "pending_decision" ("commit_at") WHERE "status" = 'pending';

-- A case has one decision in flight, and a session one case. (Deferred: the statement that ends one case may open the next.)
CREATE UNIQUE INDEX "pending_decision_one_per_case" ON "pending_decision" ("case_id") WHERE "status" = 'pending';
ALTER TABLE "review_case" ADD CONSTRAINT "review_case_one_per_session" EXCLUDE USING btree ("session_id" WITH =)
  WHERE ("status" IN ('open', 'waiting_on_claimant')) DEFERRABLE INITIALLY DEFERRED;

-- Priority, explained: points for the task's own priority, the amount, the age, the due time, warnings, an escalation and an
-- answer of the claimant; and when time alone changes them. This is the only place that computes it.
CREATE FUNCTION "case_priority"("c" "review_case", "at" TIMESTAMPTZ,
    OUT "points" INTEGER, OUT "parts" JSONB, OUT "until" TIMESTAMPTZ) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum("p"."points"), 0)::INTEGER,
    coalesce(jsonb_agg(jsonb_build_object('part', "p"."part", 'points', "p"."points") ORDER BY "p"."place"), '[]'),
    (SELECT min("t") FROM unnest(ARRAY[
      "c"."opened_at" + interval '1 day', "c"."opened_at" + interval '3 days', "c"."opened_at" + interval '7 days',
      "c"."due_at" - coalesce("c"."due_ms", 0) / 4 * interval '1 millisecond', "c"."due_at"]) AS "t" WHERE "t" > "at")
  FROM (VALUES
    (1, 'task', "c"."task_priority"),
    (2, 'amount', CASE WHEN "c"."amount_cents" >= 5000000 THEN 3 WHEN "c"."amount_cents" >= 1000000 THEN 2
      WHEN "c"."amount_cents" >= 250000 THEN 1 ELSE 0 END),
    (3, 'age', CASE WHEN "c"."opened_at" <= "at" - interval '7 days' THEN 3
      WHEN "c"."opened_at" <= "at" - interval '3 days' THEN 2 WHEN "c"."opened_at" <= "at" - interval '1 day' THEN 1 ELSE 0 END),
    (4, 'due', CASE WHEN "c"."due_at" <= "at" THEN 6
      WHEN "c"."due_at" - coalesce("c"."due_ms", 0) / 4 * interval '1 millisecond' <= "at" THEN 3 ELSE 0 END),
    (5, 'flags', least(cardinality("c"."flags"), 3)),
    (6, 'answered', CASE WHEN "c"."round" > 1 THEN 2 ELSE 0 END),
    (7, 'escalated', CASE WHEN "c"."escalated_at" IS NOT NULL THEN 4 ELSE 0 END)
  ) AS "p" ("place", "part", "points") WHERE "p"."points" <> 0
$$;

-- The clock of a case runs while it is open and stands while the claimant answers. A statement changes the status or the
-- assignee; times, due time, priority and who had it before follow here. What is closed stays closed.
CREATE FUNCTION "keep_case_time"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "before" "CaseStatus" := CASE WHEN TG_OP = 'UPDATE' THEN OLD."status" END;
BEGIN
  IF "before" IN ('decided', 'cancelled') AND NEW."status" <> "before" THEN
    RAISE EXCEPTION 'a case that is closed stays closed'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'review_case';
  END IF;
  IF NEW."status" IS DISTINCT FROM "before" THEN
    IF NEW."status" <> 'open' AND NEW."active_since" IS NOT NULL THEN
      NEW."active_ms" := NEW."active_ms" + extract(epoch FROM now() - NEW."active_since") * 1000;
      NEW."active_since" := NULL;
    END IF;
    IF NEW."status" <> 'waiting_on_claimant' AND NEW."paused_since" IS NOT NULL THEN
      NEW."paused_ms" := NEW."paused_ms" + extract(epoch FROM now() - NEW."paused_since") * 1000;
      NEW."paused_since" := NULL;
    END IF;
    CASE NEW."status"
      WHEN 'open' THEN NEW."active_since" := coalesce(NEW."active_since", now());
      WHEN 'waiting_on_claimant' THEN NEW."paused_since" := coalesce(NEW."paused_since", now());
      ELSE NEW."closed_at" := coalesce(NEW."closed_at", now());
    END CASE;
    IF NEW."status" <> 'open' THEN
      NEW."snoozed_until" := NULL;
      NEW."lease_until" := NULL;
      NEW."pending_decision_id" := NULL;
    END IF;
  END IF;
  IF TG_OP = 'UPDATE' AND NEW."assignee_id" IS DISTINCT FROM OLD."assignee_id" THEN
    NEW."previous_assignee_id" := CASE WHEN OLD."lease_until" <= now() THEN NULL ELSE OLD."assignee_id" END;
    NEW."assigned_at" := now();
  END IF;
  NEW."due_at" := NEW."active_since" + (NEW."due_ms" - NEW."active_ms") * interval '1 millisecond';
  IF NEW."status" = 'open' THEN
    SELECT "points", "parts", "until" INTO NEW."priority", NEW."priority_parts", NEW."priority_until"
      FROM case_priority(NEW, now());
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "review_case_time" BEFORE INSERT OR UPDATE ON "review_case"
  FOR EACH ROW EXECUTE FUNCTION "keep_case_time"();

-- Existing questions become cases: the questions of one visit are those between which the claimant was only asked something.
WITH "asked" AS (
  SELECT "w".*, "d"."verdict", "d"."actor_id",
    NOT coalesce(lag("d"."verdict") OVER "in_order" = 'request_information' AND lag("w"."task_id") OVER "in_order" = "w"."task_id", false)
      AS "is_first"
  FROM "wait" AS "w" LEFT JOIN "decision" AS "d" ON "d"."wait_id" = "w"."id"
  WHERE "w"."audience" = 'reviewer' AND "w"."queue" IS NOT NULL
  WINDOW "in_order" AS (PARTITION BY "w"."session_id" ORDER BY "w"."step_seq", "w"."opened_at", "w"."id")
),
"placed" AS (
  SELECT *, count(*) FILTER (WHERE "is_first") OVER (PARTITION BY "session_id" ORDER BY "step_seq", "opened_at", "id") AS "visit"
  FROM "asked"
),
"ids" AS (SELECT "session_id", "visit", gen_random_uuid() AS "case_id" FROM "placed" GROUP BY 1, 2)
UPDATE "wait" SET "case_id" = "ids"."case_id"
FROM "placed" JOIN "ids" USING ("session_id", "visit") WHERE "wait"."id" = "placed"."id";

INSERT INTO "review_case" ("id", "session_id", "task_id", "wait_id", "round", "queue", "status", "evidence_version", "amount_cents",
  "currency", "reasons", "flags", "task_priority", "opened_at", "closed_at", "active_ms", "active_since", "paused_ms", "paused_since",
  "due_ms", "overdue_at", "assignee_id", "assigned_at", "escalated_at")
SELECT "v"."case_id", "last"."session_id", "last"."task_id", "last"."id", "v"."rounds", "last"."queue",
  (CASE
    WHEN "last"."status" = 'open' THEN 'open'
    WHEN "d"."verdict" = 'request_information' AND "s"."status" NOT IN ('completed', 'cancelled')
      AND "s"."current_task_id" = "last"."task_id" AND "v"."is_newest" THEN 'waiting_on_claimant'
    WHEN "d"."verdict" IS NULL OR "d"."verdict" = 'request_information' THEN 'cancelled'
    ELSE 'decided' END)::"CaseStatus",
  "v"."evidence", "last"."amount_cents", "last"."currency", coalesce("last"."reasons", '{}'), coalesce("s"."flags", '{}'),
  "last"."priority", "v"."opened_at",
  CASE WHEN "last"."status" <> 'open' THEN coalesce("last"."answered_at", "s"."completed_at") END,
  coalesce("v"."active_ms", 0), CASE WHEN "last"."status" = 'open' THEN "last"."opened_at" END,
  greatest("v"."span_ms" - coalesce("v"."active_ms", 0), 0),
  CASE WHEN "last"."status" <> 'open' THEN "last"."answered_at" END,
  "v"."due_ms", "last"."overdue_at", coalesce("last"."assignee_id", "d"."actor_id"),
  CASE WHEN coalesce("last"."assignee_id", "d"."actor_id") IS NOT NULL THEN "last"."opened_at" END, "last"."overdue_at"
FROM (
  SELECT "case_id", count(*)::INTEGER AS "rounds", sum("evidence_version")::INTEGER AS "evidence", min("opened_at") AS "opened_at",
    sum(extract(epoch FROM "answered_at" - "opened_at") * 1000) FILTER (WHERE "status" <> 'open') AS "active_ms",
    -- From the first question to the beginning of what the case does now.
    extract(epoch FROM CASE WHEN bool_or("status" = 'open') THEN max("opened_at") ELSE max(coalesce("answered_at", "opened_at")) END
      - min("opened_at")) * 1000 AS "span_ms",
    (array_agg(extract(epoch FROM "due_at" - "opened_at") * 1000 ORDER BY "step_seq", "opened_at"))[1] AS "due_ms",
    (array_agg("id" ORDER BY "step_seq" DESC, "opened_at" DESC, "id" DESC))[1] AS "last_id",
    max("step_seq") = max(max("step_seq")) OVER (PARTITION BY (array_agg("session_id"))[1]) AS "is_newest"
  FROM "wait" WHERE "case_id" IS NOT NULL GROUP BY "case_id"
) AS "v"
JOIN "wait" AS "last" ON "last"."id" = "v"."last_id"
JOIN "session" AS "s" ON "s"."id" = "last"."session_id"
LEFT JOIN "decision" AS "d" ON "d"."wait_id" = "last"."id";

-- The pause is over for what is closed, and the version of the evidence counts on through the rounds.
UPDATE "review_case" SET "paused_since" = NULL WHERE "status" IN ('decided', 'cancelled') AND "paused_since" IS NOT NULL;
UPDATE "wait" SET "evidence_version" = "c"."evidence_version", "due_at" = "c"."due_at"
FROM "review_case" AS "c" WHERE "c"."wait_id" = "wait"."id" AND "wait"."status" = 'open';

ALTER TABLE "wait" ADD CONSTRAINT "wait_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "review_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The person who stands in for someone who is away: the delegate, or theirs; nobody when there is none, or when it would be
-- the claimant or a person without the queue.
CREATE FUNCTION "stand_in"("person" UUID, "of_queue" TEXT, "claimant" UUID) RETURNS UUID LANGUAGE plpgsql STABLE AS $$
DECLARE
  "delegate" UUID;
BEGIN
  FOR "hop" IN 1..5 LOOP
    SELECT "delegate_id" INTO "delegate" FROM "absence"
      WHERE "user_id" = "person" AND "starts_at" <= now() AND "ends_at" > now() ORDER BY "starts_at" DESC LIMIT 1;
    IF NOT FOUND THEN
      PERFORM FROM "app_user" WHERE "id" = "person" AND "disabled_at" IS NULL AND "of_queue" = ANY ("queues") AND "id" <> "claimant";
      RETURN CASE WHEN FOUND THEN "person" END;
    END IF;
    "person" := "delegate";
  END LOOP;
  RETURN NULL;
END
$$;

-- The same for a case: nobody when they may not decide it.
CREATE FUNCTION "stand_in_for"("c" "review_case", "person" UUID, "claimant" UUID) RETURNS UUID LANGUAGE plpgsql STABLE AS $$
DECLARE
  "stand" UUID := stand_in("person", "c"."queue", "claimant");
BEGIN
  RETURN CASE WHEN case_refusal("c", "stand", '', '{}') IS NULL THEN "stand" END;
END
$$;

-- A person may have one more case of the queue of `c`, or has it already. What asks it holds the lock of the person.
CREATE FUNCTION "is_under_limit"("c" "review_case", "person" UUID) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT ("c"."assignee_id" = "person" AND ("c"."lease_until" IS NULL OR "c"."lease_until" > now())) IS TRUE OR coalesce((
    SELECT (SELECT count(*) FROM "review_case" AS "o" WHERE "o"."assignee_id" = "person" AND "o"."status" = 'open'
      AND "o"."queue" = "c"."queue" AND ("o"."lease_until" IS NULL OR "o"."lease_until" > now()))
      < coalesce("m"."case_limit", "q"."case_limit")
    FROM "queue" AS "q" LEFT JOIN "queue_member" AS "m" ON "m"."queue_id" = "q"."id" AND "m"."user_id" = "person"
    WHERE "q"."id" = "c"."queue"), true)
$$;

-- How many people approve, and who may decide, from the rules of a question.
CREATE FUNCTION "case_rules"("rules" JSONB, OUT "approvals" INTEGER, OUT "second_from" INTEGER, OUT "roles" TEXT[], OUT "people" TEXT[])
LANGUAGE sql STABLE AS $$
  SELECT coalesce(("rules"->>'approvals')::INTEGER, 1), ("rules"->>'secondApprovalFrom')::INTEGER,
    ARRAY(SELECT jsonb_array_elements_text(coalesce("rules"->'roles', '[]'))),
    ARRAY(SELECT lower(jsonb_array_elements_text(coalesce("rules"->'people', '[]'))))
$$;

-- A reviewer's question opens a case, or is the next round of the case that waited for the claimant.
CREATE FUNCTION "open_case"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "s" RECORD;
  "c" RECORD;
  "due" FLOAT8;
  "named" UUID := NEW."assignee_id";
BEGIN
  SELECT "claimant_id", coalesce("flags", '{}') AS "flags" INTO "s" FROM "session" WHERE "id" = NEW."session_id";
  UPDATE "review_case" AS "rc" SET "status" = 'open', "wait_id" = NEW."id", "round" = "rc"."round" + 1, "queue" = NEW."queue",
    "evidence_version" = "rc"."evidence_version" + 1, "amount_cents" = NEW."amount_cents", "currency" = NEW."currency",
    "reasons" = coalesce(NEW."reasons", '{}'), "flags" = "s"."flags", "task_priority" = NEW."priority", "edits" = '{}',
    "approved_by" = '{}', "approvals_needed" = "r"."approvals", "second_approval_from" = "r"."second_from",
    "decider_roles" = "r"."roles", "decider_people" = "r"."people",
    "lease_until" = NULL, "snoozed_until" = NULL
    FROM case_rules(NEW."rules") AS "r"
    WHERE "rc"."session_id" = NEW."session_id" AND "rc"."task_id" = NEW."task_id" AND "rc"."status" = 'waiting_on_claimant'
    RETURNING "rc"."id", "rc"."evidence_version", "rc"."due_at", "rc"."assignee_id" AS "person" INTO "c";
  IF NOT FOUND THEN
    UPDATE "review_case" SET "status" = 'cancelled' WHERE "session_id" = NEW."session_id" AND "status" = 'waiting_on_claimant';
    -- The shorter of the times of the task and of the queue.
    "due" := least((SELECT "due_ms" FROM "queue" WHERE "id" = NEW."queue"),
      extract(epoch FROM NEW."due_at" - NEW."opened_at") * 1000);
    INSERT INTO "review_case" ("session_id", "task_id", "wait_id", "queue", "evidence_version", "amount_cents", "currency", "reasons",
      "flags", "task_priority", "opened_at", "active_since", "due_ms", "approvals_needed", "second_approval_from", "decider_roles",
      "decider_people")
    SELECT NEW."session_id", NEW."task_id", NEW."id", NEW."queue", NEW."evidence_version", NEW."amount_cents", NEW."currency",
      coalesce(NEW."reasons", '{}'), "s"."flags", NEW."priority", NEW."opened_at", NEW."opened_at", "due",
      "r"."approvals", "r"."second_from", "r"."roles", "r"."people" FROM case_rules(NEW."rules") AS "r"
    RETURNING "id", "evidence_version", "due_at", "named" AS "person" INTO "c";
  END IF;
  -- Here, because the row is asked as it is now.
  IF "c"."person" IS NOT NULL THEN
    UPDATE "review_case" AS "rc" SET "assignee_id" = stand_in_for("rc", "c"."person", "s"."claimant_id") WHERE "rc"."id" = "c"."id";
  END IF;
  UPDATE "wait" SET "case_id" = "c"."id", "evidence_version" = "c"."evidence_version", "due_at" = "c"."due_at"
    WHERE "id" = NEW."id";
  RETURN NULL;
END
$$;
CREATE TRIGGER "wait_opens_case" AFTER INSERT ON "wait" FOR EACH ROW
  WHEN (NEW."audience" = 'reviewer' AND NEW."status" = 'open' AND NEW."queue" IS NOT NULL)
  EXECUTE FUNCTION "open_case"();

-- An open question that changes changes its case. New evidence ends what was decided without it: approvals, a decision that is
-- still pending, and a snooze.
CREATE FUNCTION "change_case"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "is_new" BOOLEAN := NEW."evidence_version" <> OLD."evidence_version";
BEGIN
  IF "is_new" THEN
    UPDATE "pending_decision" SET "status" = 'cancelled', "cancelled_by" = 'new_evidence', "ended_at" = now()
      WHERE "case_id" = NEW."case_id" AND "status" = 'pending';
  END IF;
  UPDATE "review_case" AS "rc" SET "evidence_version" = NEW."evidence_version", "task_id" = NEW."task_id", "queue" = NEW."queue",
    "amount_cents" = NEW."amount_cents", "currency" = NEW."currency", "reasons" = coalesce(NEW."reasons", '{}'),
    "task_priority" = NEW."priority", "flags" = coalesce((SELECT "flags" FROM "session" WHERE "id" = NEW."session_id"), '{}'),
    "approvals_needed" = "r"."approvals", "second_approval_from" = "r"."second_from", "decider_roles" = "r"."roles",
    "decider_people" = "r"."people", "overdue_at" = NEW."overdue_at", "escalated_at" = coalesce("rc"."escalated_at", NEW."overdue_at"),
    "escalated_to_id" = CASE WHEN NEW."overdue_at" IS NULL THEN "rc"."escalated_to_id"
      ELSE coalesce("rc"."escalated_to_id", (SELECT "lead_id" FROM "queue" WHERE "id" = NEW."queue")) END,
    "due_ms" = CASE WHEN NEW."due_at" IS NOT DISTINCT FROM OLD."due_at" THEN "rc"."due_ms"
      ELSE "rc"."active_ms" + extract(epoch FROM NEW."due_at" - "rc"."active_since") * 1000 END,
    "assignee_id" = CASE WHEN NEW."queue" = OLD."queue" THEN "rc"."assignee_id" END,
    "approved_by" = CASE WHEN "is_new" THEN '{}' ELSE "rc"."approved_by" END,
    "pending_decision_id" = CASE WHEN "is_new" THEN NULL ELSE "rc"."pending_decision_id" END,
    "snoozed_until" = CASE WHEN "is_new" OR NEW."overdue_at" IS DISTINCT FROM OLD."overdue_at" THEN NULL ELSE "rc"."snoozed_until" END
    FROM case_rules(NEW."rules") AS "r"
    WHERE "rc"."id" = NEW."case_id" AND "rc"."wait_id" = NEW."id" AND "rc"."status" = 'open';
  -- Who may not decide it any more keeps it from nobody.
  UPDATE "review_case" AS "rc" SET "assignee_id" = NULL, "lease_until" = NULL
    WHERE "rc"."id" = NEW."case_id" AND "rc"."status" = 'open' AND "rc"."assignee_id" IS NOT NULL
      AND "rc"."pending_decision_id" IS NULL AND case_refusal("rc", "rc"."assignee_id", '', '{}') IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER "wait_changes_case" AFTER UPDATE OF "evidence_version", "proposed", "task_id", "queue", "form", "amount_cents",
  "currency", "reasons", "priority", "rules", "due_at", "overdue_at" ON "wait" FOR EACH ROW
  WHEN (NEW."status" = 'open' AND NEW."case_id" IS NOT NULL AND OLD."case_id" IS NOT NULL)
  EXECUTE FUNCTION "change_case"();

-- A question that is closed without a decision has nothing left to decide.
CREATE FUNCTION "close_case"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "review_case" SET "status" = (CASE (SELECT "verdict" FROM "decision" WHERE "wait_id" = NEW."id")
      WHEN 'request_information' THEN 'waiting_on_claimant' ELSE
        CASE WHEN EXISTS (SELECT FROM "decision" WHERE "wait_id" = NEW."id") THEN 'decided' ELSE 'cancelled' END END)::"CaseStatus"
    WHERE "wait_id" = NEW."id" AND "status" = 'open';
  UPDATE "pending_decision" SET "status" = 'cancelled', "cancelled_by" = 'closed', "ended_at" = now()
    WHERE "case_id" = NEW."case_id" AND "status" = 'pending';
  RETURN NULL;
END
$$;
CREATE TRIGGER "wait_closes_case" AFTER UPDATE OF "status" ON "wait" FOR EACH ROW
  WHEN (OLD."status" = 'open' AND NEW."status" <> 'open' AND NEW."case_id" IS NOT NULL)
  EXECUTE FUNCTION "close_case"();

CREATE FUNCTION "end_cases"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "review_case" SET "status" = 'cancelled' WHERE "session_id" = NEW."id" AND "status" = 'waiting_on_claimant';
  RETURN NULL;
END
$$;
CREATE TRIGGER "session_ends_cases" AFTER UPDATE OF "status" ON "session" FOR EACH ROW
  WHEN (NEW."status" IN ('completed', 'cancelled') AND OLD."status" <> NEW."status")
  EXECUTE FUNCTION "end_cases"();

-- The amount among the corrections, in cents.
CREATE FUNCTION "edited_cents"("corrected" JSONB) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof("corrected"->'amount_cents') = 'number' THEN trunc(("corrected"->>'amount_cents')::NUMERIC)::BIGINT END
$$;

-- How many people have to approve the case with these corrections. The larger of the amounts counts.
CREATE FUNCTION "approvals_of"("c" "review_case", "corrected" JSONB) RETURNS INTEGER LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN greatest("c"."amount_cents", edited_cents("corrected")) >= "c"."second_approval_from"
    THEN greatest("c"."approvals_needed", 2) ELSE "c"."approvals_needed" END
$$;

-- Why a person may not decide a case so: own_claim, supplied_evidence, not_a_decider, above_limit; null when they may. The
-- statements ask it, and the triggers on what they write.
CREATE FUNCTION "case_refusal"("c" "review_case", "actor" UUID, "verdict" TEXT, "corrected" JSONB) RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN EXISTS (SELECT FROM "session" WHERE "id" = "c"."session_id" AND "claimant_id" = "actor") THEN 'own_claim'
    WHEN EXISTS (SELECT FROM "case_note" AS "n" JOIN "review_case" AS "o" ON "o"."id" = "n"."case_id"
      WHERE "o"."session_id" = "c"."session_id" AND "n"."author_id" = "actor" AND "n"."is_evidence") THEN 'supplied_evidence'
    WHEN NOT EXISTS (SELECT FROM "app_user" AS "u" WHERE "u"."id" = "actor" AND "u"."disabled_at" IS NULL
      AND 'reviewer' = ANY ("u"."roles") AND "c"."queue" = ANY ("u"."queues")
      AND ("c"."decider_roles" = '{}' OR "u"."roles"::TEXT[] && "c"."decider_roles")
      AND ("c"."decider_people" = '{}' OR lower("u"."email") = ANY ("c"."decider_people"))) THEN 'not_a_decider'
    WHEN "verdict" = 'approve' AND EXISTS (SELECT FROM "queue_member" AS "m" WHERE "m"."queue_id" = "c"."queue" AND "m"."user_id" = "actor"
      AND greatest("c"."amount_cents", edited_cents("corrected")) > "m"."approves_up_to_cents") THEN 'above_limit'
  END
$$;

CREATE OR REPLACE FUNCTION "check_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "offered" JSONB;
  "c" "review_case";
  "refusal" TEXT;
BEGIN
  SELECT "wait"."form"->'outcomes' INTO "offered" FROM "wait" JOIN "session" ON "session"."id" = "wait"."session_id"
    WHERE "wait"."id" = NEW."wait_id" AND "session"."id" = NEW."session_id" AND "session"."claimant_id" = NEW."claimant_id";
  IF NOT FOUND THEN
    RAISE EXCEPTION 'a decision names the session of its wait and the claimant of that session'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'decision';
  END IF;
  IF NEW."verdict" NOT IN ('approve', 'reject', 'request_information') AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(CASE jsonb_typeof("offered") WHEN 'array' THEN "offered" ELSE '[]' END) AS "o"
    WHERE "o"->>'id' = NEW."verdict"
  ) THEN
    RAISE EXCEPTION 'a verdict is approve, reject, request_information or an outcome of the form'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'decision';
  END IF;
  SELECT "rc".* INTO "c" FROM "review_case" AS "rc" JOIN "wait" ON "wait"."case_id" = "rc"."id" WHERE "wait"."id" = NEW."wait_id";
  IF FOUND AND NEW."actor_id" <> NEW."claimant_id" THEN
    "refusal" := case_refusal("c", NEW."actor_id", NEW."verdict", NEW."edits");
    IF "refusal" IS NULL AND NEW."verdict" = 'approve' AND approvals_of("c", NEW."edits") > 1 + (
      SELECT count(DISTINCT "actor_id") FROM "approval" WHERE "wait_id" = NEW."wait_id" AND "actor_id" <> NEW."actor_id"
        AND "evidence_version" = NEW."evidence_version" AND "edits" = coalesce(NEW."edits", '{}')
    ) THEN
      "refusal" := 'approvals_missing';
    END IF;
    IF "refusal" IS NOT NULL THEN
      RAISE EXCEPTION 'this decision is not allowed: %', "refusal"
        USING ERRCODE = 'integrity_constraint_violation', TABLE = 'decision';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
DROP TRIGGER "decision_is_of_its_session" ON "decision";
CREATE TRIGGER "decision_is_of_its_session" BEFORE INSERT ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "check_decision"();

CREATE FUNCTION "check_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "c" "review_case";
  "refusal" TEXT;
BEGIN
  SELECT * INTO "c" FROM "review_case" WHERE "id" = NEW."case_id";
  "refusal" := case_refusal("c", NEW."actor_id", 'approve', NEW."edits");
  IF "refusal" IS NOT NULL THEN
    RAISE EXCEPTION 'this approval is not allowed: %', "refusal"
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'approval';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "approval_is_allowed" BEFORE INSERT ON "approval" FOR EACH ROW EXECUTE FUNCTION "check_approval"();

-- Approvals and corrections are records.
CREATE TRIGGER "approval_unchanged" BEFORE UPDATE ON "approval"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('an approval does not change');
CREATE TRIGGER "case_edit_unchanged" BEFORE UPDATE ON "case_edit"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a correction does not change');

-- Triggers that read tables read ours, whatever `search_path` their caller has set (as in 9_roles).
DO $$
DECLARE
  "guard" TEXT;
BEGIN
  FOREACH "guard" IN ARRAY ARRAY['keep_case_time()', 'open_case()', 'change_case()', 'close_case()', 'end_cases()', 'check_decision()',
    'check_approval()', 'stand_in(uuid, text, uuid)', 'stand_in_for(review_case, uuid, uuid)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', "guard", current_schema());
  END LOOP;
END
$$;

-- The queues there are, and words to begin with.
INSERT INTO "queue" ("id", "name")
SELECT "id", initcap(replace("id", '-', ' ')) FROM (
  SELECT unnest("queues") AS "id" FROM "app_user" UNION SELECT "queue" FROM "wait" WHERE "queue" IS NOT NULL UNION SELECT 'claims') AS "q";

INSERT INTO "reply_template" ("id", "verdict", "reason_code", "label", "text") VALUES
  (gen_random_uuid(), 'reject', 'not_covered', 'Not covered', 'Your policy does not cover this kind of damage.'),
  (gen_random_uuid(), 'reject', 'not_in_period', 'Outside the insured period', 'The damage happened outside the period in which you are insured with us.'),
  (gen_random_uuid(), 'reject', 'not_shown', 'Damage not shown', 'What you sent does not show the damage that you claim.'),
  (gen_random_uuid(), 'reject', 'duplicate', 'Claimed before', 'This damage has been claimed and decided before.'),
  (gen_random_uuid(), 'reject', 'contradiction', 'Contradictory statements', 'Your statements about what happened contradict each other.'),
  (gen_random_uuid(), 'request_information', 'missing_document', 'A document is missing', 'Please send us the invoice or an estimate for the repair.'),
  (gen_random_uuid(), 'request_information', 'unclear_event', 'What happened is unclear', 'Please describe again, step by step, what happened.'),
  (gen_random_uuid(), 'request_information', 'unclear_amount', 'The amount is unclear', 'Please tell us what the amount is made of.');
