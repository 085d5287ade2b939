"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { CaseRow } from "@/lib/inbox/schema";
import type { InboxQuery } from "../../inbox-query";
import { type CasePages, patchPages } from "./patch-pages";

/** The rows of all lists that this tab has loaded. */
interface LoadedRows {
  /** The newest row of a case. */
  find(caseId: string): CaseRow | undefined;
  /** Puts a row into every list that it belongs to, and removes it from the others. */
  patch(row: CaseRow): void;
  /** Shows a row again as it was before work that the server refused. One that has come meanwhile stays. */
  takeBack(row: CaseRow): void;
}

/** The rows of the loaded lists, also on the page of a case. */
export function useLoadedRows(viewerId: string): LoadedRows {
  const client = useQueryClient();
  const lists = () => client.getQueriesData<CasePages>({ queryKey: ["cases"] });

  const find = (caseId: string) =>
    lists()
      .flatMap(([, list]) => list?.pages.flatMap(({ items }) => items) ?? [])
      .filter((row) => row.caseId === caseId)
      .toSorted((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf))
      .at(-1);

  function patch(row: CaseRow): void {
    const now = Date.now();
    for (const [key, pages] of lists()) {
      const options = { query: key[1] as InboxQuery, viewerId, now };
      if (pages) client.setQueryData(key, patchPages(pages, row, options));
    }
  }

  function takeBack(row: CaseRow): void {
    const newest = find(row.caseId);
    if (!newest || newest.asOf === row.asOf) patch(row);
    // It is in no list: what the refused work removed, or what a newer event did.
    if (!newest) void client.invalidateQueries();
  }

  return { find, patch, takeBack };
}
