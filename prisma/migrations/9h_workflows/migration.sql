-- Who created a workflow, and since when it is archived: then no new session of it starts. Null for what came with the
-- product.
ALTER TABLE "workflow"
  ADD COLUMN "created_by_id" UUID,
  ADD COLUMN "archived_at" TIMESTAMPTZ(6);
ALTER TABLE "workflow" ADD CONSTRAINT "workflow_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
