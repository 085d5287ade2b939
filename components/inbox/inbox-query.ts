import { createLoader, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { CaseSort, InboxTab } from "@/lib/inbox/schema";

/** The tabs in their order. As names of an object: the schemas would load Zod in the browser. */
export const tabLabels: Record<InboxTab, string> = {
  mine: "Mine",
  unassigned: "Unassigned",
  open: "All open",
  claimant: "Waiting on claimant",
  snoozed: "Snoozed",
  decided: "Decided",
};
/** The tabs in the order of the page. */
export const inboxTabs = Object.keys(tabLabels) as InboxTab[];

/** The orders of open cases. */
export const sortLabels: Record<CaseSort, string> = {
  priority: "Most urgent first",
  due: "Due first",
  oldest: "Oldest first",
  newest: "Newest first",
  amount: "Largest amount first",
};
const caseSorts = Object.keys(sortLabels) as CaseSort[];

/** The search of the list, as the address holds it. */
export interface InboxQuery {
  tab: InboxTab;
  search: string;
  sort: CaseSort;
  /** One of the reviewer's queues; "" for all. */
  queue: string;
  tag: string;
  flagged: boolean;
  overdue: boolean;
  escalated: boolean;
}

/** The query of the address, as Next.js parses it. */
export type InboxSearchParams = Record<string, string | string[] | undefined>;

const maxSearch = 100;

/** How the address holds the search. A value that is missing or invalid is the default. */
const inboxParsers = {
  tab: parseAsStringLiteral(inboxTabs).withDefault("open"),
  search: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(caseSorts).withDefault("priority"),
  queue: parseAsString.withDefault(""),
  tag: parseAsString.withDefault(""),
  flagged: parseAsBoolean.withDefault(false),
  overdue: parseAsBoolean.withDefault(false),
  escalated: parseAsBoolean.withDefault(false),
};

/** The names in the address. */
const inboxUrlKeys = { search: "q" } as const;

const load = createLoader(inboxParsers, { urlKeys: inboxUrlKeys });
const serialize = createSerializer(inboxParsers, { urlKeys: inboxUrlKeys });

/** Reads the address. Missing, invalid and repeated values mean "All open" without a search. */
export function readInboxQuery(params: InboxSearchParams): InboxQuery {
  const single = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const query = load(new URLSearchParams(single));
  return { ...query, search: query.search.trim().slice(0, maxSearch) };
}

/** The search part of the address: "?tab=mine&q=dana"; "" for all open cases. */
export const inboxParams = (query: Partial<InboxQuery>): string => serialize(query);

/** The address of the list, or of one case in it, with the search. */
export const inboxHref = (query: Partial<InboxQuery>, caseId?: string): string =>
  `/inbox${caseId ? `/${encodeURIComponent(caseId)}` : ""}${inboxParams(query)}`;

/** Whether the list shows less than its tab. */
export const isNarrowed = ({ search, queue, tag, flagged, overdue, escalated }: InboxQuery): boolean =>
  Boolean(search || queue || tag || flagged || overdue || escalated);
