-- Written by hand: what the Prisma schema cannot say. Steps and decisions are records: none of their columns changes but
-- `created_at`, which is no part of the chain (the demo's stories begin some days ago), and none goes before its session.
DROP TRIGGER "step_unchanged" ON "step";
CREATE TRIGGER "step_unchanged" BEFORE UPDATE OF "session_id", "seq", "task_id", "status", "action", "next_task_id", "response",
  "status_message", "patch", "history_from_seq", "answer", "attempt", "error_code", "error_message", "next_retry_at", "duration_ms",
  "input_tokens", "output_tokens", "model_id", "children", "cached", "event_id", "tx", "audit_seq", "hash" ON "step"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a step does not change');

DROP TRIGGER "decision_unchanged" ON "decision";
CREATE TRIGGER "decision_unchanged" BEFORE UPDATE OF "id", "wait_id", "session_id", "actor_id", "claimant_id", "verdict", "reason",
  "edits", "evidence_version" ON "decision"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a decision does not change');

-- Asks for the session, where `step_kept` asks for the depth: a decision hangs on its wait, which may be deleted alone.
CREATE FUNCTION "keep_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "session" WHERE "id" = OLD."session_id";
  IF FOUND THEN
    RAISE EXCEPTION 'a decision does not go without its session'
      USING ERRCODE = 'integrity_constraint_violation', TABLE = 'decision';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER "decision_kept" BEFORE DELETE ON "decision" FOR EACH ROW EXECUTE FUNCTION "keep_decision"();

CREATE TRIGGER "step_no_truncate" BEFORE TRUNCATE ON "step"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse"('a step does not go without its session: no TRUNCATE');
CREATE TRIGGER "decision_no_truncate" BEFORE TRUNCATE ON "decision"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse"('a decision does not go without its session: no TRUNCATE');
