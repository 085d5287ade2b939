-- What designers work on, apart from what is published: one shared draft a workflow. `workflow_version` keeps published
-- versions only. The row stays when a draft is published or discarded, so that its revision never comes twice.
CREATE TABLE "workflow_draft" (
    "workflow_id" TEXT NOT NULL,
    "base_version_id" UUID,
    "definition" JSONB NOT NULL,
    "layout" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflow_draft_pkey" PRIMARY KEY ("workflow_id")
);
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflow"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A version that no session runs on and that was never published becomes the draft of its workflow: the newest one, with
-- the newest published version as its base. One that sessions run on stays what they run on.
INSERT INTO "workflow_draft" ("workflow_id", "base_version_id", "definition", "layout", "updated_at")
SELECT DISTINCT ON ("v"."workflow_id") "v"."workflow_id",
  (SELECT "id" FROM "workflow_version" AS "p" WHERE "p"."workflow_id" = "v"."workflow_id" AND "p"."state" = 'published'
   ORDER BY "number" DESC LIMIT 1),
  "v"."definition" || jsonb_build_object('id', "v"."workflow_id"), "v"."layout", "v"."created_at"
FROM "workflow_version" AS "v"
WHERE "v"."state" = 'draft' AND jsonb_typeof("v"."definition") = 'object'
  AND NOT EXISTS (SELECT FROM "session" WHERE "workflow_version_id" = "v"."id")
ORDER BY "v"."workflow_id", "v"."number" DESC;

DROP TRIGGER "workflow_version_published_unchanged" ON "workflow_version";
DROP TRIGGER "workflow_version_published_kept" ON "workflow_version";
DELETE FROM "workflow_version" AS "v" WHERE "v"."state" = 'draft'
  AND NOT EXISTS (SELECT FROM "session" WHERE "workflow_version_id" = "v"."id");
UPDATE "workflow_version" SET "published_at" = "created_at" WHERE "published_at" IS NULL;

ALTER TABLE "workflow_version"
  DROP COLUMN "state",
  DROP COLUMN "revision",
  ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "author_id" UUID,
  ALTER COLUMN "published_at" SET NOT NULL,
  ALTER COLUMN "published_at" SET DEFAULT CURRENT_TIMESTAMP;
DROP TYPE "VersionState";
ALTER TABLE "workflow_version" ADD CONSTRAINT "workflow_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who has which place open. UNLOGGED: after a crash of Postgres the open tabs say it again within seconds.
CREATE UNLOGGED TABLE "presence" (
    "place" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "tab_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("place", "user_id", "tab_id")
);
CREATE INDEX "presence_seen_at_idx" ON "presence"("seen_at");
ALTER TABLE "presence" ADD CONSTRAINT "presence_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand: what the Prisma schema cannot say.

-- A draft begins from a version of its own workflow, and is a definition of that workflow.
ALTER TABLE "workflow_version" ADD CONSTRAINT "workflow_version_of_workflow" UNIQUE ("workflow_id", "id");
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_base_of_its_workflow"
  FOREIGN KEY ("workflow_id", "base_version_id") REFERENCES "workflow_version" ("workflow_id", "id");
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_of_its_workflow"
  CHECK (("definition"->>'id' = "workflow_id") IS TRUE);
ALTER TABLE "workflow_draft" ADD CONSTRAINT "workflow_draft_revision_positive" CHECK ("revision" >= 1);

-- A save names the revision that it began from, so a revision must not come twice.
-- Not of the author: a person who goes leaves the draft.
CREATE TRIGGER "workflow_draft_revision_grows"
  BEFORE UPDATE OF "workflow_id", "base_version_id", "definition", "layout", "revision" ON "workflow_draft"
  FOR EACH ROW WHEN (NEW."revision" <= OLD."revision") EXECUTE FUNCTION "refuse"('the revision of a draft only grows');
CREATE TRIGGER "workflow_draft_kept" BEFORE DELETE ON "workflow_draft"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION "refuse"('a draft does not go without its workflow');

-- A version is what sessions run on: it never changes and never goes. Where its cards lie is no part of it.
CREATE TRIGGER "workflow_version_published_unchanged"
  BEFORE UPDATE OF "id", "workflow_id", "number", "definition", "content_hash", "note", "author_id", "published_at"
  ON "workflow_version" FOR EACH ROW WHEN (
    (OLD."id", OLD."workflow_id", OLD."number", OLD."definition", OLD."content_hash", OLD."note", OLD."author_id", OLD."published_at")
    IS DISTINCT FROM
    (NEW."id", NEW."workflow_id", NEW."number", NEW."definition", NEW."content_hash", NEW."note", NEW."author_id", NEW."published_at")
  ) EXECUTE FUNCTION "refuse"('a published workflow version cannot be changed');
CREATE TRIGGER "workflow_version_published_kept" BEFORE DELETE ON "workflow_version"
  FOR EACH ROW EXECUTE FUNCTION "refuse"('a published workflow version cannot be deleted');
