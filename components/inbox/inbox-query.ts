import { type InboxTab, inboxTabs } from "@/lib/inbox/schema";

/** What the address says about the list: which tab, which search. */
export interface InboxQuery {
  tab: InboxTab;
  search: string;
}

export type InboxSearchParams = Record<string, string | string[] | undefined>;

/** Anything the address does not say, or says wrongly, is "All open" without a search. */
export function readInboxQuery({ tab, q }: InboxSearchParams): InboxQuery {
  return {
    tab: inboxTabs.find((name) => name === tab) ?? "open",
    search: typeof q === "string" ? q.trim().slice(0, 100) : "",
  };
}

/** The address of the list, or of one case beside it, with the reader's tab and search kept. */
export function inboxHref({ tab, search }: InboxQuery, waitId?: string): string {
  const params = new URLSearchParams({ ...(tab !== "open" && { tab }), ...(search && { q: search }) });
  const query = params.size > 0 ? `?${params}` : "";
  return `/inbox${waitId ? `/${encodeURIComponent(waitId)}` : ""}${query}`;
}
