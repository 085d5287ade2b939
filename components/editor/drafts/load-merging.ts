import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { DraftView } from "@/lib/workflows/schema";
import type { StoredDraft } from "./draft-requests";

/** Loads the code for merging after the page. Undefined when it cannot be loaded. */
export const loadMerging = () => import("./merging").catch(() => undefined);
export type Merging = NonNullable<Awaited<ReturnType<typeof loadMerging>>>;

/** Shown when a local copy cannot be merged. */
export const notMerged =
  "What you changed here before is kept, and not taken up yet. Reload the page with a connection.";

/** A merge base for a copy without one. Each part that differs becomes a conflict, and no part is deleted. */
export const withoutParts = ({ definition, layout }: EditorDocument): EditorDocument => ({
  definition: { ...definition, name: "", description: "", startTaskId: "", settings: [], tasks: [], edges: [] },
  layout,
});

/** The stored draft as the other side of a conflict with a local copy. */
export const draftOf = (
  { revision, baseVersionId, baseVersionNumber, document }: StoredDraft,
  { workflowId, isArchived }: Pick<DraftView, "workflowId" | "isArchived">,
): DraftView => ({
  ...{ ...document, workflowId, isArchived, revision, baseVersionId, baseVersionNumber },
  author: null,
  updatedAt: new Date().toISOString(),
  isDirty: true,
});
