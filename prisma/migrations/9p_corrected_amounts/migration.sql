-- The amount of a case is the one that a reviewer has corrected it to: in the lists, in their order by amount, and in the
-- priority. The index of the claimant's amounts stays for processes of the release before this one.
CREATE FUNCTION "known_cents"("c" "review_case") RETURNS BIGINT LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(edited_cents("c"."edits"), "c"."amount_cents"::BIGINT)
$$;

CREATE INDEX "review_case_by_known_amount_idx" ON "review_case"
  ("queue", (-coalesce(edited_cents("edits"), "amount_cents"::BIGINT, -1)), "opened_at", "id") WHERE "status" = 'open';

CREATE OR REPLACE FUNCTION "case_priority"("c" "review_case", "at" TIMESTAMPTZ,
    OUT "points" INTEGER, OUT "parts" JSONB, OUT "until" TIMESTAMPTZ) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum("p"."points"), 0)::INTEGER,
    coalesce(jsonb_agg(jsonb_build_object('part', "p"."part", 'points', "p"."points") ORDER BY "p"."place"), '[]'),
    (SELECT min("t") FROM unnest(ARRAY[
      "c"."opened_at" + interval '1 day', "c"."opened_at" + interval '3 days', "c"."opened_at" + interval '7 days',
      "c"."due_at" - coalesce("c"."due_ms", 0) / 4 * interval '1 millisecond', "c"."due_at"]) AS "t" WHERE "t" > "at")
  FROM (VALUES
    (1, 'task', "c"."task_priority"),
    (2, 'amount', CASE WHEN known_cents("c") >= 5000000 THEN 3 WHEN known_cents("c") >= 1000000 THEN 2
      WHEN known_cents("c") >= 250000 THEN 1 ELSE 0 END),
    (3, 'age', CASE WHEN "c"."opened_at" <= "at" - interval '7 days' THEN 3
      WHEN "c"."opened_at" <= "at" - interval '3 days' THEN 2 WHEN "c"."opened_at" <= "at" - interval '1 day' THEN 1 ELSE 0 END),
    (4, 'due', CASE WHEN "c"."due_at" <= "at" THEN 6
      WHEN "c"."due_at" - coalesce("c"."due_ms", 0) / 4 * interval '1 millisecond' <= "at" THEN 3 ELSE 0 END),
    (5, 'flags', least(cardinality("c"."flags"), 3)),
    (6, 'answered', CASE WHEN "c"."round" > 1 THEN 2 ELSE 0 END),
    (7, 'escalated', CASE WHEN "c"."escalated_at" IS NOT NULL THEN 4 ELSE 0 END)
  ) AS "p" ("place", "part", "points") WHERE "p"."points" <> 0
$$;

-- Its trigger computes the priority again.
UPDATE "review_case" SET "edits" = "edits" WHERE "status" = 'open' AND "edits" ? 'amount_cents';
