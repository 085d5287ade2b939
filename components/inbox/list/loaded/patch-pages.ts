import type { InfiniteData } from "@tanstack/react-query";
import type { CaseRow } from "@/lib/inbox/schema";
import { countCap } from "@/lib/paging/count";
import type { Page } from "@/lib/paging/schema";
import type { InboxQuery } from "../../inbox-query";
import { belongsTo, compareCases } from "./case-order";

/** The loaded parts of a list. */
export type CasePages = InfiniteData<Page<CaseRow>, string | null>;

interface PatchOptions {
  query: InboxQuery;
  viewerId: string;
  now: number;
}

/**
 * The list with the newest state of one case: changed in place, moved, added or removed. A case that would come after
 * the loaded parts is only counted. A search for words keeps what it has found: the server alone knows what else it
 * finds.
 */
export function patchPages(pages: CasePages, row: CaseRow, options: PatchOptions): CasePages {
  const before = pages.pages.flatMap(({ items }) => items).find(({ caseId }) => caseId === row.caseId);
  const { query, viewerId, now } = options;
  const isIn = belongsTo(row, query, viewerId, now) && (query.search === "" || before !== undefined);
  if (!isIn && !before) return pages;
  const without = pages.pages.map((page) => ({
    ...page,
    items: page.items.filter(({ caseId }) => caseId !== row.caseId),
  }));
  const change = Number(isIn) - Number(before !== undefined);
  const next = isIn ? insert(without, keepViewersOwn(row, before), query) : without;
  return { ...pages, pages: next.map((page, index) => (index === 0 ? recount(page, change) : page)) };
}

/** A live row is the same for all viewers, so `isNew` is taken from the row before. */
function keepViewersOwn(row: CaseRow, before: CaseRow | undefined): CaseRow {
  if (!before || row.isNew !== null) return row;
  const hasGrown = row.evidenceVersion > before.evidenceVersion;
  return { ...row, isNew: before.isNew === null ? null : before.isNew || hasGrown };
}

function insert(pages: Page<CaseRow>[], row: CaseRow, query: InboxQuery): Page<CaseRow>[] {
  const last = pages.length - 1;
  const at = pages.findIndex(
    ({ items, nextCursor }, index) =>
      items.some((other) => compareCases(row, other, query) < 0) || (index === last && nextCursor === null),
  );
  return pages.map((page, index) => {
    if (index !== at) return page;
    const place = page.items.findIndex((other) => compareCases(row, other, query) < 0);
    return { ...page, items: page.items.toSpliced(place < 0 ? page.items.length : place, 0, row) };
  });
}

/** The number of all cases; from a thousand on it is not known exactly. */
function recount(page: Page<CaseRow>, change: number): Page<CaseRow> {
  if (page.total === null || page.total >= countCap) return page;
  return { ...page, total: Math.max(0, page.total + change) };
}
