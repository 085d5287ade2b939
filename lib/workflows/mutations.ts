import type { DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { draftConflict, readDraft } from "./read-draft";
import type { DraftView, SaveDraft, SavedDraft } from "./schema";

interface SavedRow {
  revision: number;
  updated_at: Date;
}

/**
 * Saves the draft in one statement: of two saves from the same revision only one is stored. Throws AppError
 * `not_found`, `draft_conflict` with the stored draft, `invalid` for a definition or a base of another workflow.
 */
export async function saveDraft(
  { userId }: DesignerPrincipal,
  workflowId: string,
  { revision, baseVersionId, definition, layout }: SaveDraft,
): Promise<SavedDraft> {
  if (definition.id !== workflowId) {
    throw new AppError("invalid", { fields: { "definition.id": `This is the draft of "${workflowId}".` } });
  }
  const [json, layoutJson] = [JSON.stringify(definition), JSON.stringify(layout)];
  const [saved] = await prisma.$queryRaw<SavedRow[]>`
    WITH base AS (
      SELECT WHERE ${baseVersionId}::uuid IS NULL
        OR EXISTS (SELECT FROM workflow_version WHERE id = ${baseVersionId}::uuid AND workflow_id = ${workflowId})
    ), changed AS (
      UPDATE workflow_draft
      SET definition = ${json}::jsonb, layout = ${layoutJson}::jsonb, base_version_id = ${baseVersionId}::uuid,
        author_id = ${userId}::uuid, revision = revision + 1, updated_at = now()
      WHERE workflow_id = ${workflowId} AND revision = ${revision} AND EXISTS (SELECT FROM base)
      RETURNING revision, updated_at
    ), first AS (
      INSERT INTO workflow_draft (workflow_id, base_version_id, definition, layout, author_id)
      SELECT id, ${baseVersionId}::uuid, ${json}::jsonb, ${layoutJson}::jsonb, ${userId}::uuid FROM workflow
      WHERE id = ${workflowId} AND ${revision} = 0 AND ${baseVersionId}::uuid IS NOT DISTINCT FROM
        (SELECT id FROM workflow_version WHERE workflow_id = ${workflowId} ORDER BY number DESC LIMIT 1)
      ON CONFLICT (workflow_id) DO NOTHING
      RETURNING revision, updated_at
    )
    SELECT revision, updated_at FROM changed UNION ALL SELECT revision, updated_at FROM first`;
  if (saved) return { revision: saved.revision, updatedAt: saved.updated_at.toISOString() };
  const { view } = await readDraft(workflowId);
  if (baseVersionId !== null && !(await isVersionOf(workflowId, baseVersionId))) {
    throw new AppError("invalid", { fields: { baseVersionId: "This is not a version of the workflow." } });
  }
  throw draftConflict(view);
}

const isVersionOf = async (workflowId: string, id: string): Promise<boolean> =>
  (await prisma.workflowVersion.count({ where: { id, workflowId } })) > 0;

/**
 * Replaces the draft by the newest version. Throws AppError `not_found`, `draft_conflict` with the stored draft,
 * `conflict` when nothing was published yet.
 */
export async function discardDraft(
  { userId }: DesignerPrincipal,
  workflowId: string,
  revision: number,
): Promise<DraftView> {
  const { view, newest } = await readDraft(workflowId);
  if (view.revision !== revision) throw draftConflict(view);
  if (!newest)
    throw new AppError("conflict", { detail: "Nothing of this workflow is published that it could go back to." });
  if (!view.isDirty) return view;
  const [definition, layout] = [JSON.stringify(newest.definition), JSON.stringify(newest.layout)];
  const changed = await prisma.$executeRaw`
    UPDATE workflow_draft
    SET definition = ${definition}::jsonb, layout = ${layout}::jsonb, author_id = ${userId}::uuid,
      base_version_id = ${newest.versionId}::uuid, revision = revision + 1, updated_at = now()
    WHERE workflow_id = ${workflowId} AND revision = ${revision}`;
  const { view: now } = await readDraft(workflowId);
  if (changed === 0) throw draftConflict(now);
  return now;
}
