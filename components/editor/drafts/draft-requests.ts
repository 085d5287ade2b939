import type { GraphProblem } from "@/lib/engine";
import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { DraftView, ImpactView, PublishedDraft, SavedDraft, VersionDocument } from "@/lib/workflows/schema";
import type { ComparisonAnswer } from "@/lib/workflows/versions/schema";

/** The stored draft as this editor last read or wrote it. */
export interface StoredDraft {
  revision: number;
  baseVersionId: string | null;
  baseVersionNumber: number | null;
  document: EditorDocument;
}

/** The result of a request about the draft. */
export type DraftAnswer<Result> =
  | { status: "done"; result: Result }
  /** The request failed without an answer. */
  | { status: "unreachable" }
  | { status: "busy" }
  | { status: "signed_out" }
  /** Another designer has saved the draft or published a version. */
  | { status: "conflict"; draft: DraftView; base?: VersionDocument; newest?: VersionDocument }
  | { status: "refused"; reason: string; problems: GraphProblem[] };

interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  draft?: DraftView;
  base?: VersionDocument | null;
  newest?: VersionDocument | null;
  problems?: GraphProblem[];
}

async function ask<Result>(address: string, method: string, body?: object): Promise<DraftAnswer<Result>> {
  try {
    const response = await fetch(address, {
      method,
      cache: "no-store",
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return { status: "done", result: (await response.json()) as Result };
    return refusal(response.status, (await response.json().catch(() => ({}))) as Problem);
  } catch {
    return { status: "unreachable" };
  }
}

function refusal(status: number, problem: Problem): DraftAnswer<never> {
  const { draft, base, newest, problems = [], detail, title } = problem;
  if (status === 401) return { status: "signed_out" };
  if (status === 429 || status >= 500) return { status: "busy" };
  if (status === 409 && draft) return { status: "conflict", draft, ...(base && { base }), ...(newest && { newest }) };
  return { status: "refused", reason: detail ?? title ?? "The server did not take it.", problems };
}

const addressOf = (workflowId: string, end: string): string => `/api/v1/workflows/${workflowId}/${end}`;

/** The stored draft of a workflow. */
export const readDraft = (workflowId: string) => ask<DraftView>(addressOf(workflowId, "draft"), "GET");

/** Stores a draft in the place of the given revision. An answer with a conflict has the newer draft. */
export const saveDraft = (workflowId: string, { revision, baseVersionId, document }: StoredDraft) =>
  ask<SavedDraft>(addressOf(workflowId, "draft"), "PUT", { revision, baseVersionId, ...document });

/** Removes the draft of this revision. The answer is the draft that is then open: the newest version. */
export const discardDraft = (workflowId: string, revision: number) =>
  ask<DraftView>(addressOf(workflowId, "draft"), "DELETE", { revision });

/** Publishes the draft of this revision as the next version. */
export const publishDraft = (workflowId: string, revision: number, note: string) =>
  ask<PublishedDraft>(addressOf(workflowId, "publish"), "POST", { revision, note });

/** What publishing the draft of this revision would change for open sessions. */
export const readImpact = (workflowId: string, revision: number) =>
  ask<ImpactView>(`${addressOf(workflowId, "impact")}?revision=${revision}`, "GET");

/** What the stored draft changes of a version. */
export const readChanges = (workflowId: string, versionNumber: number) =>
  ask<ComparisonAnswer>(`${addressOf(workflowId, "comparison")}?from=${versionNumber}&to=draft`, "GET");

/** The part of a draft that the editor changes. */
export const documentOf = ({ definition, layout }: Pick<DraftView, "definition" | "layout">): EditorDocument => ({
  definition,
  layout,
});

/** What the editor keeps of a draft that the server stores. */
export const storedDraftOf = (draft: DraftView): StoredDraft => ({
  revision: draft.revision,
  baseVersionId: draft.baseVersionId,
  baseVersionNumber: draft.baseVersionNumber,
  document: documentOf(draft),
});
