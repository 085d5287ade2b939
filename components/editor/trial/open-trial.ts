import { keepTabText, readTabText } from "@/components/ui/requests/tab-texts";
import { type TrialView, trialViewSchema } from "@/lib/trials/schema";
import type { EditorDocument } from "@/lib/workflows/commands/document";

/** The test run that is open in an editor. */
export interface OpenTrial {
  /** Its tab is shown; otherwise the inspector's. */
  isShown: boolean;
  /** The last answer; null before the first one. */
  view: TrialView | null;
  /** The document of the last answer; null when it is not known. */
  document: EditorDocument | null;
}

const keyOf = (workflowId: string): string => `graphflow:test-run:${workflowId}`;

/** Keeps the last answer of a test run in this tab; null removes it. */
export function storeTrial(workflowId: string, view: TrialView | null): void {
  // Without space for the new answer, an older one would come back after a reload.
  keepTabText(keyOf(workflowId), null);
  keepTabText(keyOf(workflowId), view && JSON.stringify(view));
}

/**
 * The test run that this tab has kept; null for none, or one of another release. `document` is the one with the
 * revision `revision`.
 */
export function readStoredTrial(workflowId: string, document: EditorDocument, revision: number): OpenTrial | null {
  try {
    const view = trialViewSchema.safeParse(JSON.parse(readTabText(keyOf(workflowId)) ?? "null")).data;
    return view ? { isShown: true, view, document: view.revision === revision ? document : null } : null;
  } catch {
    return null;
  }
}
