import type { DesignerPrincipal } from "@/lib/auth/principal";
import { recordPlainEvent } from "@/lib/auth/request/audit-denied";
import { type Prisma, prisma } from "@/lib/db/client";
import { checkGraph, graphDefinitionSchema } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { taskCatalog } from "@/lib/tasks/catalog";
import { isSame } from "../commands/merging/is-same";
import { valueFormat } from "../describing/describe-words";
import { type DraftState, draftConflict, readDraft } from "../read-draft";
import type { PublishDraft, PublishedDraft } from "../schema";
import { findMissingCollections } from "./find-missing-collections";
import { findStoredProblems } from "./find-stored-problems";
import { contentHashOf } from "./publish-workflow";

/** Problems in one answer. A draft of 2 MB can have ten thousands, and the editor finds all of them itself. */
const maxProblems = 500;

/**
 * Publishes the draft as the next version. A draft without changes publishes nothing; one that only moves cards changes
 * the layout of the newest version. Running sessions stay on their versions. Throws AppError `not_found`;
 * `draft_conflict` when the draft has another revision (with `draft`), or when a newer version than its base exists
 * (with `base` and `newest`, to be merged); `invalid` with the first `problems`.
 */
export async function publishDraft(
  principal: DesignerPrincipal,
  workflowId: string,
  { revision, note }: PublishDraft,
): Promise<PublishedDraft> {
  const state = await readDraft(workflowId);
  assertCurrent(state, revision);
  const { view, newest } = state;
  if (!view.isDirty && newest) return { versionId: newest.versionId, number: newest.number, revision };
  const found = [
    ...checkGraph(view.definition, taskCatalog, valueFormat),
    ...(await findMissingCollections(view.definition)),
  ];
  const problems = found.length > 0 ? found : await findStoredProblems(graphDefinitionSchema.parse(view.definition));
  if (problems.length > 0) {
    const some = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    throw new AppError("invalid", {
      detail: `This workflow has ${some}. It is not published.`,
      data: { problems: problems.slice(0, maxProblems) },
    });
  }
  const published = await prisma.$transaction((tx) => publish(tx, { principal, state, note }));
  if (published) return published;
  const now = await readDraft(workflowId);
  assertCurrent(now, revision);
  throw draftConflict(now.view);
}

function assertCurrent({ view, base, newest }: DraftState, revision: number): void {
  if (view.revision !== revision) throw draftConflict(view);
  if (view.baseVersionId === (newest?.versionId ?? null)) return;
  throw new AppError("draft_conflict", {
    detail: `Version ${newest?.number} was published meanwhile. Bring it into the draft, then publish.`,
    data: { draft: view, base, newest },
  });
}

interface Publishing {
  principal: DesignerPrincipal;
  state: DraftState;
  note: string;
}

/** Returns null and writes nothing when another save or publish came first. */
async function publish(
  tx: Prisma.TransactionClient,
  { principal, state: { view, newest }, note }: Publishing,
): Promise<PublishedDraft | null> {
  const { workflowId, baseVersionId, revision, layout } = view;
  // Every writer locks the rows in this order. The second writer finds another revision.
  const draft = await tx.$queryRaw<unknown[]>`
    SELECT FROM workflow_draft WHERE workflow_id = ${workflowId} AND revision = ${revision} FOR NO KEY UPDATE`;
  if (draft.length === 0) return null;
  await tx.$queryRaw`SELECT FROM workflow WHERE id = ${workflowId} FOR NO KEY UPDATE`;
  const last = await tx.workflowVersion.findFirst({
    where: { workflowId },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  if ((last?.id ?? null) !== baseVersionId) return null;

  const definition = graphDefinitionSchema.parse(view.definition);
  const isNew = !newest || !isSame(definition, newest.definition);
  const version = isNew
    ? await tx.workflowVersion.create({
        data: {
          workflowId,
          number: (last?.number ?? 0) + 1,
          note,
          authorId: principal.userId,
          definition: definition as unknown as Prisma.InputJsonObject,
          layout: layout as unknown as Prisma.InputJsonObject,
          contentHash: contentHashOf(definition),
        },
      })
    : await tx.workflowVersion.update({
        where: { id: newest.versionId },
        data: { layout: layout as unknown as Prisma.InputJsonObject },
      });
  await tx.$executeRaw`
    UPDATE workflow_draft SET base_version_id = ${version.id}::uuid, revision = revision + 1, updated_at = now()
    WHERE workflow_id = ${workflowId}`;
  if (isNew) {
    const { name, description } = definition;
    await tx.workflow.update({ where: { id: workflowId }, data: { name, description } });
    await recordPlainEvent(tx, {
      type: "workflow.published",
      actorId: principal.userId,
      data: { workflow_id: workflowId, version_id: version.id, number: String(version.number), note },
    });
  }
  return { versionId: version.id, number: version.number, revision: revision + 1 };
}
