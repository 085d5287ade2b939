import { z } from "zod";
import { draftDefinitionSchema, graphLayoutSchema } from "@/lib/workflows/commands/document";

const document = z.object({ definition: draftDefinitionSchema, layout: graphLayoutSchema });
const keptDraft = z.object({
  document,
  /** The stored draft that the edits started from; null when both do not fit into the storage. */
  base: document.nullable(),
  /** ISO 8601. */
  at: z.string(),
});
export type KeptDraft = z.infer<typeof keptDraft>;

/** Identifies the local copy of one page of one person. */
export interface KeptPlace {
  workflowId: string;
  personId: string;
  pageId: string;
}

const prefixOf = ({ personId, workflowId }: Omit<KeptPlace, "pageId">): string =>
  `graphflow:unsent:${personId}:${workflowId}:`;

/** Stores a local copy of unsaved changes. False when the browser cannot store it. */
export function keepDraft(place: KeptPlace, draft: KeptDraft): boolean {
  const key = prefixOf(place) + place.pageId;
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
export function forgetDraft(place: KeptPlace): void {
  try {
    localStorage.removeItem(prefixOf(place) + place.pageId);
  } catch {
    // Without storage there is no copy to remove.
  }
}

/** The local copies of all pages of one person and workflow, the oldest first. */
export function readKeptDrafts(place: Omit<KeptPlace, "pageId">): (KeptDraft & { pageId: string })[] {
  const prefix = prefixOf(place);
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const kept = readKept(localStorage.getItem(key));
        return kept ? [{ ...kept, pageId: key.slice(prefix.length) }] : [];
      })
      .toSorted((one, other) => one.at.localeCompare(other.at));
  } catch {
    return [];
  }
}

/** Undefined for an invalid copy. */
function readKept(text: string | null): KeptDraft | undefined {
  try {
    return keptDraft.safeParse(JSON.parse(text ?? "null")).data;
  } catch {
    return undefined;
  }
}
