import { fetchWithOwnErrors } from "@/components/ui/requests/request-problem";
import type { BulkAct } from "@/lib/inbox/acting/schema";
import type { BulkResult, NewView, SavedView } from "@/lib/inbox/listing/schema";
import type { CaseClause, CaseRow, InboxTab } from "@/lib/inbox/schema";
import type { Page } from "@/lib/paging/schema";
import { type InboxQuery, inboxParams } from "../inbox-query";

/** Sends a request and reads its answer. Rejects with the problem document, for `describeProblem`. */
async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetchWithOwnErrors(path, init);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const sent = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** A part of the list. */
export function fetchCases(query: InboxQuery, cursor: string | null): Promise<Page<CaseRow>> {
  const params = new URLSearchParams(inboxParams(query));
  if (cursor) params.set("cursor", cursor);
  return ask(`/api/inbox/cases?${params}`);
}

/** How many cases each tab holds. */
export const fetchCounts = (): Promise<Record<InboxTab, number>> => ask("/api/inbox/counts");

/** The clauses of documents for a case. */
export const fetchClauses = async (caseId: string): Promise<CaseClause[]> =>
  (await ask<{ clauses: CaseClause[] }>(`/api/inbox/cases/${caseId}/clauses`)).clauses;

/** The saved views. */
export const fetchViews = async (): Promise<SavedView[]> =>
  (await ask<{ views: SavedView[] }>("/api/inbox/views")).views;

/** Saves a view. */
export const createView = (view: NewView): Promise<SavedView> => ask("/api/inbox/views", sent(view));

/** Deletes a view of the viewer's own. */
export const deleteView = (id: string): Promise<unknown> => ask(`/api/inbox/views/${id}`, { method: "DELETE" });

/** Does the same with several cases. */
export const actOnCases = (caseIds: string[], act: BulkAct): Promise<BulkResult> =>
  ask("/api/inbox/bulk", sent({ caseIds, act }));
