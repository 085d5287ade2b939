import type { DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "./commands/document";
import { isSame } from "./commands/merging/is-same";
import type { DraftView, VersionDocument } from "./schema";

/** The draft, the version it is based on, and the newest version. Both are null before the first version. */
export interface DraftState {
  view: DraftView;
  base: VersionDocument | null;
  newest: VersionDocument | null;
}

interface StoredVersion {
  id: string;
  number: number;
  definition: unknown;
  layout: unknown;
  at: string;
}

interface Row {
  is_archived: boolean;
  draft: { revision: number; definition: unknown; layout: unknown; at: string } | null;
  author: { id: string; name: string } | null;
  base: StoredVersion | null;
  newest: StoredVersion | null;
}

/** The draft of a workflow as the editor opens it. Throws AppError `not_found`. */
export const getDraft = async (_principal: DesignerPrincipal, workflowId: string): Promise<DraftView> =>
  (await readDraft(workflowId)).view;

/**
 * The draft with its versions, read in one statement so that they fit together. A draft without changes follows the
 * newest version. Throws AppError `not_found`.
 */
export async function readDraft(workflowId: string): Promise<DraftState> {
  const [row] = await prisma.$queryRaw<Row[]>`
    SELECT
      w.archived_at IS NOT NULL AS is_archived,
      CASE WHEN d.workflow_id IS NOT NULL THEN
        jsonb_build_object(
          'revision', d.revision, 'definition', d.definition, 'layout', d.layout, 'at', d.updated_at) END AS draft,
      CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS author,
      CASE WHEN b.id IS NOT NULL THEN to_jsonb(b) || jsonb_build_object('at', b.published_at) END AS base,
      CASE WHEN n.id IS NOT NULL THEN to_jsonb(n) || jsonb_build_object('at', n.published_at) END AS newest
    FROM workflow w
    LEFT JOIN workflow_draft d ON d.workflow_id = w.id
    LEFT JOIN app_user u ON u.id = d.author_id
    LEFT JOIN workflow_version b ON b.id = d.base_version_id
    LEFT JOIN LATERAL (
      SELECT * FROM workflow_version v WHERE v.workflow_id = w.id ORDER BY v.number DESC LIMIT 1) n ON true
    WHERE w.id = ${workflowId}`;
  if (!row) throw new AppError("not_found");
  const isArchived = row.is_archived;
  const newest = row.newest && toVersion(row.newest);
  const base = row.base && (row.base.id === row.newest?.id ? newest : toVersion(row.base));
  if (!row.draft) {
    if (!newest || !row.newest) throw new AppError("not_found");
    return { view: asDraft(workflowId, newest, { revision: 0, at: row.newest.at, isArchived }), base: newest, newest };
  }
  const { revision, at } = row.draft;
  const document = toDocument(row.draft);
  const isDirty = !base || !isSameDocument(document, base);
  if (!isDirty && newest && base.number < newest.number) {
    return { view: asDraft(workflowId, newest, { revision, at, isArchived }), base: newest, newest };
  }
  return {
    view: {
      ...document,
      workflowId,
      revision,
      author: row.author,
      updatedAt: toIso(at),
      isDirty,
      isArchived,
      baseVersionId: base?.versionId ?? null,
      baseVersionNumber: base?.number ?? null,
    },
    base,
    newest,
  };
}

/** A draft without changes of a version. */
const asDraft = (
  workflowId: string,
  { versionId, number, definition, layout }: VersionDocument,
  { revision, at, isArchived }: { revision: number; at: string; isArchived: boolean },
): DraftView => ({
  workflowId,
  revision,
  baseVersionId: versionId,
  baseVersionNumber: number,
  definition,
  layout,
  author: null,
  updatedAt: toIso(at),
  isDirty: false,
  isArchived,
});

/** Postgres writes a time inside JSON with its own zone. */
const toIso = (at: string): string => new Date(at).toISOString();

const toVersion = (stored: StoredVersion): VersionDocument => ({
  versionId: stored.id,
  number: stored.number,
  ...toDocument(stored),
});

function toDocument({ definition, layout }: { definition: unknown; layout: unknown }): EditorDocument {
  return { definition: draftDefinitionSchema.parse(definition), layout: graphLayoutSchema.parse(layout ?? {}) };
}

const isSameDocument = (one: EditorDocument, other: EditorDocument): boolean =>
  isSame(one.definition, other.definition) && isSame(one.layout, other.layout);

/** The refusal of a change whose revision is not the stored one. It carries the stored draft. */
export const draftConflict = (view: DraftView): AppError =>
  new AppError("draft_conflict", {
    detail: "This workflow was changed since you opened it. Your changes are kept here; bring both together.",
    data: { draft: view },
  });
