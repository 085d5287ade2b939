-- Written by hand: what the Prisma schema cannot say. A decision that no task has looked at is something to do, as an
-- answer is: the sweeper has to find its session.
DROP INDEX "session_due_idx";
CREATE INDEX "session_due_idx" ON "session" ((CASE
    WHEN "status" IN ('ready', 'running') OR "user_message_seq" > "handled_message_seq" OR "answer" IS NOT NULL
      OR "answered_wait_id" IS NOT NULL THEN "updated_at"
    ELSE coalesce("next_retry_at", "wake_at") END))
  WHERE "status" NOT IN ('completed', 'cancelled') AND ("status" IN ('ready', 'running')
    OR "user_message_seq" > "handled_message_seq" OR "answer" IS NOT NULL OR "answered_wait_id" IS NOT NULL
    OR "next_retry_at" IS NOT NULL OR "wake_at" IS NOT NULL);
