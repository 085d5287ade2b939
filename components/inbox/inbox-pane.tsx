"use client";

import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorNotice } from "@/components/ui/error-notice";
import { describeProblem } from "@/components/ui/requests/request-problem";
import type { CasePerson } from "@/lib/inbox/schema";
import { countCap, countText } from "@/lib/paging/count";
import { inboxHref } from "./inbox-query";
import { EmptyList } from "./list/empty-list";
import { ReviewList } from "./list/review-list";
import { InboxFilters } from "./list/search/inbox-filters";
import { InboxSearch } from "./list/search/inbox-search";
import { InboxTabs } from "./list/search/inbox-tabs";
import { SavedViews } from "./list/search/saved-views";
import { BulkBar } from "./list/several/bulk-bar";
import { useBulk } from "./list/several/use-bulk";
import { useSelection } from "./list/several/use-selection";
import { type FirstCases, useCases } from "./list/use-cases";
import { SettingsLinks } from "./settings/inbox-places";
import { useInboxQuery } from "./use-inbox-query";

export interface InboxPaneProps {
  /** What the server rendered. */
  first: FirstCases;
  viewer: CasePerson;
  queues: readonly string[];
  colleagues: readonly CasePerson[];
  selectedId?: string;
  /** The server's clock, in milliseconds. */
  now: number;
  className?: string;
}

/** The left pane: tabs, search and cases. It has the heading of the page while no case is open. */
export function InboxPane({ first, viewer, queues, colleagues, selectedId, now, className }: InboxPaneProps) {
  const [query, setQuery] = useInboxQuery();
  const cases = useCases(query, first, viewer.id);
  const { rows, total, hasNextPage, isFetchingNextPage, fetchNextPage } = cases;
  const selection = useSelection(
    rows.map(({ caseId }) => caseId),
    inboxHref(query),
  );
  const bulk = useBulk({ viewer, onSettled: cases.countAgain });
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const isPartial = total > rows.length && rows.length > 0;

  return (
    <section aria-label="Inbox" className={cn("flex min-h-0 flex-col bg-surface", className)}>
      <div className="grid shrink-0 gap-2 p-4 pb-2">
        {!selectedId && <h1 tabIndex={-1}>Inbox</h1>}
        <InboxTabs query={query} counts={cases.counts} onChoose={(tab) => setQuery({ tab })} />
        <InboxSearch query={query} onSearch={setQuery} />
        <div className="relative -mx-2 flex items-center">
          <InboxFilters query={query} queues={queues} />
          <SavedViews query={query} queues={queues} onChoose={setQuery} />
          {!selection.isActive && rows.length > 0 && <ChooseSeveral onStart={selection.start} />}
        </div>
        {isPartial && <p className="text-ink-faint text-meta">{`${rows.length} of ${countText(total)} shown`}</p>}
      </div>
      <p role="status" className="sr-only">
        {cases.news}
      </p>
      {cases.error && <ErrorNotice title={describeProblem(cases.error).message} className="mx-4 mb-2" />}
      {rows.length > 0 ? (
        <ReviewList
          rows={rows}
          total={total >= countCap ? null : total}
          selectedId={selectedId}
          query={query}
          viewerId={viewer.id}
          now={now}
          selection={selection}
          onEnd={loadMore}
        />
      ) : (
        !cases.isLoading && <EmptyList query={query} onClear={() => setQuery(cleared)} />
      )}
      {selection.isActive && (
        <BulkBar
          selection={selection}
          colleagues={colleagues}
          outcome={bulk.outcome}
          isPending={bulk.isPending}
          onAct={(act, onDone) =>
            bulk.act({ caseIds: selection.ids, act }, { onSuccess: ({ done }) => done.length > 0 && onDone?.() })
          }
        />
      )}
      <SettingsLinks />
    </section>
  );
}

function ChooseSeveral({ onStart }: { onStart(): void }) {
  return (
    <Button variant="quiet" size="sm" onClick={onStart} className="ml-auto px-2 font-normal text-meta max-lg:h-11">
      Choose several
    </Button>
  );
}

const cleared = { search: "", queue: "", tag: "", flagged: false, overdue: false, escalated: false };
