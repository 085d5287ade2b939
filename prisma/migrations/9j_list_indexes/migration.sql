-- The lists: the other orders of open cases, the own ones of a reviewer, what is snoozed, and searches. Lists read pages with row
-- comparisons, which need all columns of an index in one direction: what comes first when it is large is stored negated.

DROP INDEX IF EXISTS "wait_inbox_idx";
DROP INDEX IF EXISTS "wait_newest_idx";

CREATE INDEX "review_case_by_due_idx" ON "review_case"
  ("queue", (coalesce("due_at", 'infinity'::timestamptz)), "opened_at", "id") WHERE "status" = 'open';
CREATE INDEX "review_case_by_age_idx" ON "review_case" ("queue", "opened_at", "id") WHERE "status" = 'open';
CREATE INDEX "review_case_by_amount_idx" ON "review_case"
  ("queue", (-coalesce("amount_cents", -1)), "opened_at", "id") WHERE "status" = 'open';
CREATE INDEX "review_case_mine_idx" ON "review_case" ("assignee_id", "queue") WHERE "status" = 'open';
CREATE INDEX "review_case_sleeping_idx" ON "review_case" ("queue", "snoozed_until", "id")
  WHERE "status" = 'open' AND "snoozed_until" IS NOT NULL;

-- Sessions that failed are few, and staff look for them.
CREATE INDEX "session_failed_idx" ON "session" ("updated_at") WHERE "status" = 'failed';

-- A search for the beginning of a reference uses its unique index when the texts are compared byte by byte.
ALTER TABLE "session" ALTER COLUMN "reference" TYPE TEXT COLLATE "C";

-- Searches for parts of names and of messages. The extension comes with Postgres; where it may not be created, these searches
-- read the tables.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS "pg_trgm";
  CREATE INDEX "app_user_name_idx" ON "app_user" USING gin ("name" gin_trgm_ops);
  CREATE INDEX "message_text_idx" ON "message"
    USING gin ((jsonb_path_query_array("parts", '$[*].text')::text) gin_trgm_ops) WHERE "role" = 'user';
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'Searches work without an index: %', SQLERRM;
END
$$;
