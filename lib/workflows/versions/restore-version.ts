import type { DesignerPrincipal } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { saveDraft } from "../mutations";
import { draftConflict, readDraft } from "../read-draft";
import type { DraftView } from "../schema";
import { getVersion } from "./data";
import type { RestoreBody } from "./schema";

/**
 * Makes the draft what an earlier version was, based on the newest version, so that it can be published as the next
 * one. Throws AppError `not_found`; `draft_conflict` with the stored draft when it has another revision; `conflict`
 * when the draft has changes that are not published and `replacesChanges` is not set.
 */
export async function restoreVersion(
  principal: DesignerPrincipal,
  workflowId: string,
  { number, revision, replacesChanges }: RestoreBody,
): Promise<DraftView> {
  const { definition, layout } = await getVersion(principal, workflowId, number);
  const { view, newest } = await readDraft(workflowId);
  if (view.revision !== revision) throw draftConflict(view);
  if (view.isDirty && !replacesChanges) {
    throw new AppError("conflict", { detail: "The draft has changes that are not published. They would be replaced." });
  }
  await saveDraft(principal, workflowId, {
    revision,
    baseVersionId: newest?.versionId ?? null,
    definition,
    layout,
  });
  return (await readDraft(workflowId)).view;
}
