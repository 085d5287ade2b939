-- Where ELK has put the parts of a version's picture: a large graph takes it seconds. It can always be found anew.
CREATE TABLE "workflow_layout" (
    "workflow_version_id" UUID NOT NULL,
    "input_hash" TEXT NOT NULL,
    "layout" JSONB NOT NULL,

    CONSTRAINT "workflow_layout_pkey" PRIMARY KEY ("workflow_version_id")
);
ALTER TABLE "workflow_layout" ADD CONSTRAINT "workflow_layout_workflow_version_id_fkey" FOREIGN KEY ("workflow_version_id") REFERENCES "workflow_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
