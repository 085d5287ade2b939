import { keepTabText, readTabText } from "@/components/ui/requests/tab-texts";
import type { TrialView } from "@/lib/trials/schema";
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
export const storeTrial = (workflowId: string, view: TrialView | null): void =>
  keepTabText(keyOf(workflowId), view && JSON.stringify(view));

/** The test run that this tab has kept. `document` is the one with the revision `revision`. */
export function readStoredTrial(workflowId: string, document: EditorDocument, revision: number): OpenTrial | null {
  const text = readTabText(keyOf(workflowId));
  if (text === null) return null;
  try {
    const view = JSON.parse(text) as TrialView;
    // An answer of another release may have other parts.
    if (!("state" in view && "path" in view && Array.isArray(view.messages))) return null;
    return { isShown: true, view, document: view.revision === revision ? document : null };
  } catch {
    return null;
  }
}
