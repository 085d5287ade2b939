-- Money and durations have one type each in every config: integer cents as `limit`, ISO 8601 durations as `period`, `for`
-- and `dueIn`. Where cards lie is no part of a definition any more, so that moving one makes no new version. Published
-- definitions are carried over; what they say is the same, and so is their content hash.

ALTER TABLE "workflow_version" ADD COLUMN "layout" JSONB NOT NULL DEFAULT '{}';

CREATE FUNCTION pg_temp.iso_duration("hours" NUMERIC) RETURNS TEXT LANGUAGE sql AS $$
  SELECT CASE
    WHEN "ms" % 3600000 = 0 THEN 'PT' || ("ms" / 3600000)::BIGINT || 'H'
    WHEN "ms" % 60000 = 0 THEN 'PT' || ("ms" / 60000)::BIGINT || 'M'
    ELSE 'PT' || trim_scale("ms" / 1000.0) || 'S'
  END
  FROM (SELECT greatest(round("hours" * 3600000), 1)) AS "t" ("ms")
$$;

-- The config with the key "old" as "new": hours as a duration, anything else as it is.
CREATE FUNCTION pg_temp.renamed("config" JSONB, "old" TEXT, "new" TEXT, "is_hours" BOOLEAN) RETURNS JSONB LANGUAGE sql AS $$
  SELECT CASE
    WHEN NOT "config" ? "old" OR "config" ? "new" THEN "config"
    WHEN "is_hours" AND jsonb_typeof("config"->"old") = 'number'
      THEN ("config" - "old") || jsonb_build_object("new", pg_temp.iso_duration(("config"->>"old")::NUMERIC))
    ELSE ("config" - "old") || jsonb_build_object("new", "config"->"old")
  END
$$;

-- The config of a task and of the parts inside it.
CREATE FUNCTION pg_temp.carried_over("kind" TEXT, "config" JSONB) RETURNS JSONB LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_typeof("config") IS DISTINCT FROM 'object' THEN
    RETURN "config";
  END IF;
  CASE "kind"
    WHEN 'screen' THEN
      RETURN pg_temp.renamed(pg_temp.renamed("config", 'limitCents', 'limit', FALSE), 'hours', 'period', TRUE);
    WHEN 'delay' THEN
      RETURN pg_temp.renamed("config", 'hours', 'for', TRUE);
    WHEN 'review' THEN
      RETURN pg_temp.renamed("config", 'dueInHours', 'dueIn', TRUE);
    WHEN 'fan_out' THEN
      IF jsonb_typeof("config"->'parts') IS DISTINCT FROM 'array' THEN
        RETURN "config";
      END IF;
      RETURN "config" || jsonb_build_object('parts', (
        SELECT coalesce(jsonb_agg(pg_temp.task_carried_over("part") ORDER BY "place"), '[]')
        FROM jsonb_array_elements("config"->'parts') WITH ORDINALITY AS "t" ("part", "place")));
    ELSE
      RETURN "config";
  END CASE;
END
$$;

CREATE FUNCTION pg_temp.task_carried_over("task" JSONB) RETURNS JSONB LANGUAGE sql AS $$
  SELECT CASE
    WHEN jsonb_typeof("task") <> 'object' THEN "task"
    WHEN "task" ? 'config'
      THEN ("task" - 'position') || jsonb_build_object('config', pg_temp.carried_over("task"->>'kind', "task"->'config'))
    ELSE "task" - 'position'
  END
$$;

-- A published version never changes; this once its words do, and not what they say.
ALTER TABLE "workflow_version" DISABLE TRIGGER "workflow_version_published_unchanged";

UPDATE "workflow_version" SET
  "layout" = (
    SELECT CASE WHEN count(*) = 0 THEN '{}' ELSE jsonb_build_object('positions', jsonb_object_agg("task"->>'id', "task"->'position')) END
    FROM jsonb_array_elements("definition"->'tasks') AS "t" ("task")
    WHERE "task"->>'id' IS NOT NULL AND CASE
      WHEN jsonb_typeof("task"->'position'->'x') = 'number' AND jsonb_typeof("task"->'position'->'y') = 'number'
      THEN greatest(abs(("task"->'position'->>'x')::NUMERIC), abs(("task"->'position'->>'y')::NUMERIC)) <= 1000000
      ELSE FALSE END),
  "definition" = jsonb_set("definition", '{tasks}', (
    SELECT coalesce(jsonb_agg(pg_temp.task_carried_over("task") ORDER BY "place"), '[]')
    FROM jsonb_array_elements("definition"->'tasks') WITH ORDINALITY AS "t" ("task", "place")))
WHERE jsonb_typeof("definition"->'tasks') = 'array';

ALTER TABLE "workflow_version" ENABLE TRIGGER "workflow_version_published_unchanged";

DROP FUNCTION pg_temp.task_carried_over(JSONB);
DROP FUNCTION pg_temp.carried_over(TEXT, JSONB);
DROP FUNCTION pg_temp.renamed(JSONB, TEXT, TEXT, BOOLEAN);
DROP FUNCTION pg_temp.iso_duration(NUMERIC);
