import type { CaseRow } from "@/lib/inbox/schema";
import type { InboxQuery } from "../../inbox-query";

/** Whether a case is in the tab and its filters. A search for words is the server's alone. */
export function belongsTo(row: CaseRow, query: InboxQuery, viewerId: string, now: number): boolean {
  return isInTab(row, query, viewerId, now) && passesFilters(row, query, now);
}

function isInTab(row: CaseRow, { tab }: InboxQuery, viewerId: string, now: number): boolean {
  if (tab === "claimant") return row.status === "waiting_on_claimant";
  if (tab === "decided") return row.status === "decided";
  if (row.status !== "open") return false;
  const isSnoozed = row.snoozedUntil !== null && Date.parse(row.snoozedUntil) > now;
  if (tab === "snoozed" || isSnoozed) return tab === "snoozed" && isSnoozed;
  if (tab === "mine") return row.assignee?.id === viewerId;
  return tab === "open" || row.assignee === null;
}

function passesFilters(row: CaseRow, query: InboxQuery, now: number): boolean {
  return (
    (query.queue === "" || row.queue === query.queue) &&
    (query.tag === "" || row.tags.includes(query.tag)) &&
    (!query.flagged || row.flags.length > 0) &&
    (!query.overdue || (row.dueAt !== null && Date.parse(row.dueAt) <= now)) &&
    (!query.escalated || row.escalatedAt !== null)
  );
}

const time = (iso: string | null): number => (iso === null ? Number.POSITIVE_INFINITY : Date.parse(iso));

/** What the server sorts by: the numbers of a row, compared one after the other, the smaller first. */
function placeOf(row: CaseRow, { tab, sort }: InboxQuery): number[] {
  const opened = time(row.waitingSince);
  if (tab === "decided") return [-time(row.closedAt)];
  if (tab === "snoozed") return [time(row.snoozedUntil)];
  if (tab === "claimant") return [row.pausedMs - time(row.asOf)];
  if (sort === "due") return [time(row.dueAt), opened];
  if (sort === "oldest") return [opened];
  if (sort === "newest") return [-opened];
  if (sort === "amount") return [-(row.amountCents ?? -1), opened];
  return [-row.priority, time(row.dueAt), opened];
}

/** Which of two cases comes first, as the server sorts. */
export function compareCases(a: CaseRow, b: CaseRow, query: InboxQuery): number {
  const [left, right] = [placeOf(a, query), placeOf(b, query)];
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? 0;
    if (value !== other) return value < other ? -1 : 1;
  }
  return a.caseId < b.caseId ? -1 : 1;
}
