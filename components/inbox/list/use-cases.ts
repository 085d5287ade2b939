"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LiveEvent } from "@/components/live/live-event";
import { useDebounced } from "@/components/live/use-debounced";
import { useLive } from "@/components/live/use-live";
import type { CaseRow, InboxTab } from "@/lib/inbox/schema";
import type { Page } from "@/lib/paging/schema";
import type { InboxQuery } from "../inbox-query";
import { fetchCases, fetchCounts } from "./case-requests";
import { describeNewCase } from "./describe-case";
import { useKnownEvent } from "./inbox-provider";
import type { CasePages } from "./loaded/patch-pages";
import { useLoadedRows } from "./loaded/use-loaded-rows";

/** What the server rendered of the list. */
export interface FirstCases {
  query: InboxQuery;
  page: Page<CaseRow>;
  counts: Record<InboxTab, number>;
  /** The cursor of the newest event when they were read. */
  since: number;
}

const countsKey = ["counts"];
const countsAgeMs = 1_000;
const casesKey = (query: InboxQuery) => ["cases", query] as const;

/**
 * The cases of a search: the loaded parts, kept up to date by events. An event updates every loaded list, so that
 * another tab shows the case as it is.
 */
export function useCases(query: InboxQuery, first: FirstCases, viewerId: string) {
  const client = useQueryClient();
  const known = useKnownEvent();
  const [news, setNews] = useState("");
  const isFirst = JSON.stringify(query) === JSON.stringify(first.query);
  const initial: CasePages = { pages: [first.page], pageParams: [null] };

  const list = useInfiniteQuery({
    queryKey: casesKey(query),
    queryFn: ({ pageParam }) => fetchCases(query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...(isFirst && { initialData: initial }),
  });
  const counts = useQuery({ queryKey: countsKey, queryFn: fetchCounts, initialData: first.counts });
  const countAgain = useDebounced(() => void client.invalidateQueries({ queryKey: countsKey }), countsAgeMs);
  const readAgain = useDebounced(() => void client.invalidateQueries());

  const loaded = useLoadedRows(viewerId);

  const rowOf = (caseId: string): CaseRow | undefined =>
    client
      .getQueryData<CasePages>(casesKey(query))
      ?.pages.flatMap(({ items }) => items)
      .find((row) => row.caseId === caseId);

  function handleEvent(event: LiveEvent): void {
    if (event.kind === "reset" || event.isUnread) {
      readAgain();
      return;
    }
    known.current = Math.max(known.current, event.seq);
    for (const row of event.cases ?? []) {
      const wasThere = rowOf(row.caseId) !== undefined;
      loaded.patch(row);
      if (!wasThere && row.status === "open" && rowOf(row.caseId)) setNews(describeNewCase(row));
      countAgain();
    }
  }
  // The lists are kept when the page changes: their cursor is the last applied event, not the newest page.
  useLive("queue", handleEvent, known.current || first.since);

  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = list.data?.pages[0]?.total ?? rows.length;
  return { ...list, rows, total, counts: counts.data, news, countAgain };
}
