-- Written by hand: what the Prisma schema cannot say. Triggers that read tables read ours, whatever `search_path` their
-- caller has set: a temporary table of the same name is searched first otherwise.
DO $$
DECLARE
  guard text;
BEGIN
  FOREACH guard IN ARRAY ARRAY['check_decision', 'keep_decision'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', guard, current_schema());
  END LOOP;
END
$$;
