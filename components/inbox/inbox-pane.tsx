import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { AnnounceChanges } from "@/components/ui/announce-changes";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import type { CaseRow, InboxTab } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";
import { type InboxQuery, inboxHref } from "./inbox-query";
import { InboxSearch } from "./inbox-search";
import { InboxTabs } from "./inbox-tabs";
import { ReviewList } from "./review-list";

interface InboxPaneProps {
  query: InboxQuery;
  counts: Record<InboxTab, number>;
  items: CaseRow[];
  selectedId?: string;
  viewerId: string;
  now: number;
  className?: string;
}

const emptyTexts: Record<InboxTab, { title: string; text: string }> = {
  mine: { title: "You have no case", text: "Open one and press Claim; it then waits for you here." },
  unassigned: { title: "Nothing unassigned", text: "A new case appears here by itself." },
  open: { title: "Nothing waits for you", text: "A claim that needs a person appears here by itself." },
  claimant: {
    title: "Nobody is being asked",
    text: "Cases with information requested stand here until the claimant answers.",
  },
  snoozed: { title: "Nothing is snoozed", text: "A snoozed case stands here until its time has come." },
  decided: { title: "Nothing decided yet", text: "Decided cases are kept here, with who decided and why." },
};

/** The left pane: tabs, search and cases. It has the heading of the page while no case is open. */
export function InboxPane({ query, counts, items, selectedId, viewerId, now, className }: InboxPaneProps) {
  const empty = emptyTexts[query.tab];
  return (
    <section aria-label="Inbox" className={cn("flex min-h-0 flex-col bg-surface", className)}>
      <div className="grid shrink-0 gap-3 p-4">
        {!selectedId && <h1>Inbox</h1>}
        <InboxTabs query={query} counts={counts} />
        <InboxSearch query={query} />
      </div>
      {/* The key keeps another tab or search from being announced. */}
      <AnnounceChanges key={inboxHref(query)} items={items.map((item) => [item.caseId, describeNewCase(item)])} />
      {items.length > 0 ? (
        <ReviewList items={items} selectedId={selectedId} query={query} viewerId={viewerId} now={now} />
      ) : query.search ? (
        <EmptyState
          icon={SearchX}
          title="Nothing found"
          action={
            <Button asChild>
              <Link href={inboxHref({ ...query, search: "" })}>Clear the search</Link>
            </Button>
          }
        >
          No case here matches “{query.search}”.
        </EmptyState>
      ) : (
        <EmptyState icon={Inbox} title={empty.title}>
          {empty.text}
        </EmptyState>
      )}
    </section>
  );
}

function describeNewCase({ amountCents, currency, claimantName, subject }: CaseRow): string {
  const amount = amountCents === null ? "" : `${formatMoney(amountCents, currency)}, `;
  return `New in the list: ${amount}${claimantName}, ${subject}`;
}
