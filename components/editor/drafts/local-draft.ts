import { z } from "zod";
import { draftDefinitionSchema, graphLayoutSchema } from "@/lib/workflows/commands/document";

const document = z.object({ definition: draftDefinitionSchema, layout: graphLayoutSchema });
const localDraft = z.object({
  document,
  /** The stored draft that the edits started from; null when both do not fit into the storage. */
  base: document.nullable(),
  /** ISO 8601. */
  at: z.string(),
});
type LocalDraft = z.infer<typeof localDraft>;

/** Identifies the local copy of one page of one person. */
export interface LocalDraftKey {
  workflowId: string;
  personId: string;
  pageId: string;
}

const prefixOf = ({ personId, workflowId }: Omit<LocalDraftKey, "pageId">): string =>
  `graphflow:unsent:${personId}:${workflowId}:`;

/** Stores a local copy of unsaved changes. False when the browser cannot store it. */
export function storeLocalDraft(localKey: LocalDraftKey, draft: LocalDraft): boolean {
  const key = prefixOf(localKey) + localKey.pageId;
  return [draft, { ...draft, base: null }].some((one) => {
    try {
      localStorage.setItem(key, JSON.stringify(one));
      return true;
    } catch {
      return false;
    }
  });
}

/** Removes the local copy of a page. */
export function removeLocalDraft(localKey: LocalDraftKey): void {
  try {
    localStorage.removeItem(prefixOf(localKey) + localKey.pageId);
  } catch {
    // Without storage there is no copy to remove.
  }
}

/** The local copies of all pages of one person and workflow, the oldest first. */
export function readLocalDrafts(localKey: Omit<LocalDraftKey, "pageId">): (LocalDraft & { pageId: string })[] {
  const prefix = prefixOf(localKey);
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const copy = parseLocalDraft(localStorage.getItem(key));
        return copy ? [{ ...copy, pageId: key.slice(prefix.length) }] : [];
      })
      .toSorted((one, other) => one.at.localeCompare(other.at));
  } catch {
    return [];
  }
}

/** Undefined for an invalid copy. */
function parseLocalDraft(text: string | null): LocalDraft | undefined {
  try {
    return localDraft.safeParse(JSON.parse(text ?? "null")).data;
  } catch {
    return undefined;
  }
}
