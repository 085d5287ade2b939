import { z } from "zod";
import { draftDefinitionSchema, graphLayoutSchema } from "@/lib/workflows/commands/document";

const document = z.object({ definition: draftDefinitionSchema, layout: graphLayoutSchema });
const keptDraft = z.object({
  /** What was edited. */
  document,
  /** What it was made of; too large a one is left out. */
  base: document.nullable(),
  /** ISO 8601. */
  at: z.string(),
});
export type KeptDraft = z.infer<typeof keptDraft>;

/** One page of one person's: what it could not send is kept under a name of its own, and found by the next page. */
export interface KeptPlace {
  workflowId: string;
  personId: string;
  pageId: string;
}

const prefixOf = ({ personId, workflowId }: Omit<KeptPlace, "pageId">): string =>
  `graphflow:unsent:${personId}:${workflowId}:`;

/** Keeps what the server does not have yet. False when this browser cannot keep it. */
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

/** Forgets what a page kept: the server has it. */
export function forgetDraft(place: KeptPlace): void {
  try {
    localStorage.removeItem(prefixOf(place) + place.pageId);
  } catch {
    // Without storage there is nothing to forget.
  }
}

/** What earlier pages kept and could not send, the oldest first. */
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

/** Undefined for what is no draft: it hides no other. */
function readKept(text: string | null): KeptDraft | undefined {
  try {
    return keptDraft.safeParse(JSON.parse(text ?? "null")).data;
  } catch {
    return undefined;
  }
}
