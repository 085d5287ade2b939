-- What answers are quoted from: documents in collections, cut into passages. The embeddings are kept apart from the
-- passages, because they are computed again when the embedding model changes.
CREATE TABLE "collection" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "embedding_model" TEXT NOT NULL,
    "dimensions" INTEGER NOT NULL,
    "embedding_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "collection_audience" CHECK ("audience" IN ('claimants', 'staff')),
    CONSTRAINT "collection_name" CHECK ("name" ~ '^[a-z][a-z0-9-]{0,63}$')
);
CREATE UNIQUE INDEX "collection_name_key" ON "collection"("name");

CREATE TABLE "document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "collection_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "pages" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'loading',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "document_state" CHECK ("state" IN ('loading', 'published', 'superseded', 'retracted')),
    CONSTRAINT "document_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "document_collection_id_source_version_key" ON "document"("collection_id", "source", "version");
-- One version of a source is published, and the same content is published once in a collection.
CREATE UNIQUE INDEX "document_one_published" ON "document"("collection_id", "source") WHERE "state" = 'published';
CREATE UNIQUE INDEX "document_content_published" ON "document"("collection_id", "content_hash") WHERE "state" = 'published';

CREATE TABLE "passage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "heading" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "page" INTEGER,
    "search" TSVECTOR NOT NULL GENERATED ALWAYS AS (
      setweight(to_tsvector('english', "heading"), 'A') || setweight(to_tsvector('english', "text"), 'B')) STORED,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "passage_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "passage_document_id_seq_key" ON "passage"("document_id", "seq");
CREATE INDEX "passage_search_idx" ON "passage" USING gin ("search");

-- `code` has the signs of the embedding after a fixed rotation: similar embeddings differ in few bits.
CREATE TABLE "passage_embedding" (
    "collection_id" UUID NOT NULL,
    "embedding_version" INTEGER NOT NULL,
    "passage_id" UUID NOT NULL,
    "embedding" REAL[],
    "code" BIT VARYING NOT NULL,

    CONSTRAINT "passage_embedding_some" CHECK ("embedding" IS NOT NULL AND cardinality("embedding") > 0),
    CONSTRAINT "passage_embedding_pkey" PRIMARY KEY ("passage_id", "embedding_version"),
    CONSTRAINT "passage_embedding_passage_id_fkey" FOREIGN KEY ("passage_id") REFERENCES "passage"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "passage_embedding_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- A scan of the codes reads this index only.
CREATE INDEX "passage_embedding_codes" ON "passage_embedding"("collection_id", "embedding_version") INCLUDE ("passage_id", "code");

-- Written by hand: what the Prisma schema cannot say.

-- Passages of a document are written while it is loading. A published document keeps them, whatever happens to it later:
-- an answer may cite it.
CREATE FUNCTION "refuse_passage_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "document" WHERE "id" = coalesce(NEW."document_id", OLD."document_id") AND "state" <> 'loading') THEN
    RAISE EXCEPTION 'the passages of a published document do not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER "passage_unchanged" BEFORE INSERT OR UPDATE OR DELETE ON "passage"
  FOR EACH ROW EXECUTE FUNCTION "refuse_passage_change"();

CREATE FUNCTION "refuse_document_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'loading' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR NEW."state" = 'loading'
    OR (NEW."id", NEW."collection_id", NEW."title", NEW."version", NEW."source", NEW."content_hash")
      IS DISTINCT FROM (OLD."id", OLD."collection_id", OLD."title", OLD."version", OLD."source", OLD."content_hash") THEN
    RAISE EXCEPTION 'a published document does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "document_unchanged" BEFORE UPDATE OR DELETE ON "document"
  FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();

-- What is not published is not found: its embeddings go. They can always be computed again.
CREATE FUNCTION "remove_embeddings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "passage_embedding" WHERE "passage_id" IN (SELECT "id" FROM "passage" WHERE "document_id" = NEW."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "document_embeddings_removed" AFTER UPDATE OF "state" ON "document"
  FOR EACH ROW WHEN (NEW."state" IN ('superseded', 'retracted')) EXECUTE FUNCTION "remove_embeddings"();

-- These functions read our tables, whatever `search_path` their caller has.
DO $$
DECLARE guard text;
BEGIN
  FOREACH guard IN ARRAY ARRAY['refuse_passage_change', 'refuse_document_change', 'remove_embeddings'] LOOP
    EXECUTE format('ALTER FUNCTION %I() SET search_path = %I, pg_temp', guard, current_schema());
  END LOOP;
END $$;

-- Where the server has pgvector, nearest embeddings are found by an index for the usual numbers of dimensions. It is
-- never required: a role that may not create extensions, or another server, leaves the codes to do it.
DO $$
DECLARE size int;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN RETURN; END IF;
  BEGIN
    CREATE EXTENSION IF NOT EXISTS vector;
    -- With a filter the index goes on until it has found enough.
    EXECUTE format('ALTER DATABASE %I SET hnsw.iterative_scan = strict_order', current_database());
  EXCEPTION WHEN insufficient_privilege OR feature_not_supported THEN RETURN;
  END;
  FOREACH size IN ARRAY ARRAY[128, 384, 512, 768, 1024, 1536] LOOP
    EXECUTE format('CREATE INDEX %I ON "passage_embedding" USING hnsw (("embedding"::vector(%s)) vector_cosine_ops)
      WHERE cardinality("embedding") = %s', 'passage_embedding_vector_' || size, size, size);
  END LOOP;
END $$;
