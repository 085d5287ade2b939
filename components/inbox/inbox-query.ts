import { type InboxTab, inboxTabs } from "@/lib/inbox/schema";

/** The tab and the search of the list, as the address holds them. */
export interface InboxQuery {
  tab: InboxTab;
  search: string;
}

/** The query of the address, as Next.js parses it. */
export type InboxSearchParams = Record<string, string | string[] | undefined>;

/** Reads the address. Missing or invalid values mean "All open" without a search. */
export function readInboxQuery({ tab, q }: InboxSearchParams): InboxQuery {
  return {
    tab: inboxTabs.find((name) => name === tab) ?? "open",
    search: typeof q === "string" ? q.trim().slice(0, 100) : "",
  };
}

/** The address of the list, or of one case in it, with the tab and the search. */
export function inboxHref({ tab, search }: InboxQuery, caseId?: string): string {
  const params = new URLSearchParams({ ...(tab !== "open" && { tab }), ...(search && { q: search }) });
  const query = params.size > 0 ? `?${params}` : "";
  return `/inbox${caseId ? `/${encodeURIComponent(caseId)}` : ""}${query}`;
}
