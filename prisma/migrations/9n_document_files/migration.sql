-- The file that a document was made of: it can be cut again with another size of passages, and downloaded.
CREATE TABLE "document_file" (
    "document_id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "document_file_pkey" PRIMARY KEY ("document_id"),
    CONSTRAINT "document_file_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- The usual length of a passage of this version, in characters.
ALTER TABLE "document" ADD COLUMN "passage_length" INTEGER NOT NULL DEFAULT 600;

-- Written by hand: what the Prisma schema cannot say.

-- Which messages cite a passage.
CREATE INDEX "message_cited_passages" ON "message" USING gin (jsonb_path_query_array("citations", '$[*].passage'))
  WHERE "citations" IS NOT NULL;

-- How many messages cite a document.
CREATE FUNCTION "document_citations"("document" UUID) RETURNS INTEGER LANGUAGE sql STABLE AS $$
  SELECT count(*)::int FROM "message"
  WHERE "citations" IS NOT NULL AND jsonb_path_query_array("citations", '$[*].passage') ?|
    (SELECT coalesce(array_agg("id"::text), '{}') FROM "passage" WHERE "document_id" = "document")
$$;

-- Whether an open session has found or cited passages of a document: it may write a message that cites them.
CREATE FUNCTION "document_in_use"("document" UUID) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM "session" WHERE "status" NOT IN ('completed', 'cancelled')
      AND ("context" @? '$.**.documentId' OR "context" @? '$.**.passage')
      AND EXISTS (
        SELECT FROM jsonb_path_query("context", '$.**.documentId') AS found WHERE found = to_jsonb("document"::text)
        UNION ALL
        SELECT FROM jsonb_path_query("context", '$.**.passage') AS found
        WHERE found #>> '{}' IN (SELECT "id"::text FROM "passage" WHERE "document_id" = "document")))
$$;

-- The file of a published document stays as it is, like its passages.
CREATE TRIGGER "document_file_unchanged" BEFORE INSERT OR UPDATE OR DELETE ON "document_file"
  FOR EACH ROW EXECUTE FUNCTION "refuse_passage_change"();

-- As before, but a document that is not published any more, and that no message cites, may be deleted.
CREATE OR REPLACE FUNCTION "refuse_document_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'loading' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND OLD."state" <> 'published'
    AND "document_citations"(OLD."id") = 0 AND NOT "document_in_use"(OLD."id") THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR NEW."state" = 'loading'
    OR (NEW."id", NEW."collection_id", NEW."title", NEW."version", NEW."source", NEW."content_hash", NEW."passage_length")
      IS DISTINCT FROM (OLD."id", OLD."collection_id", OLD."title", OLD."version", OLD."source", OLD."content_hash",
        OLD."passage_length") THEN
    RAISE EXCEPTION 'a published document does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- These functions read our tables, whatever `search_path` their caller has.
DO $$
DECLARE guard text;
BEGIN
  FOREACH guard IN ARRAY ARRAY['refuse_document_change()', 'document_citations(uuid)', 'document_in_use(uuid)'] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', guard, current_schema());
  END LOOP;
END $$;
