-- The corrections that a decision saw (null: it did not say), and the documents that a request for information wants.
ALTER TABLE "decision" ADD COLUMN "seen_edits" JSONB, ADD COLUMN "documents" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "pending_decision" ADD COLUMN "seen_edits" JSONB, ADD COLUMN "documents" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "approval" ADD COLUMN "seen_edits" JSONB;

DROP TRIGGER "decision_unchanged" ON "decision";
CREATE TRIGGER "decision_unchanged" BEFORE UPDATE OF "id", "wait_id", "session_id", "actor_id", "claimant_id", "verdict", "reason",
  "reason_code", "question", "fields", "documents", "edits", "seen_edits", "evidence_version" ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a decision does not change');

-- Reply templates are edited by leads and admins: a queue has one of a verdict and a reason code.
CREATE UNIQUE INDEX "reply_template_one_per_code" ON "reply_template" (coalesce("queue_id", ''), "verdict", "reason_code");
