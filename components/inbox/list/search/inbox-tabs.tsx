import Link from "next/link";
import type { MouseEvent } from "react";
import type { InboxTab } from "@/lib/inbox/schema";
import { countText } from "@/lib/paging/count";
import { type InboxQuery, inboxHref, inboxTabs, tabLabels } from "../../inbox-query";

interface InboxTabsProps {
  query: InboxQuery;
  counts: Record<InboxTab, number>;
  onChoose(tab: InboxTab): void;
}

/** The tabs of the list. They are links, so that a tab can be bookmarked, shared and opened in another window. */
export function InboxTabs({ query, counts, onChoose }: InboxTabsProps) {
  const choose = (tab: InboxTab) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onChoose(tab);
  };
  return (
    <nav aria-label="Cases" className="-mx-2 flex flex-wrap gap-x-1 max-lg:-mx-3 max-lg:gap-y-1">
      {inboxTabs.map((tab) => (
        <Link
          key={tab}
          href={inboxHref({ ...query, tab })}
          prefetch={false}
          onClick={choose(tab)}
          aria-current={tab === query.tab ? "page" : undefined}
          className={
            "inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-control px-2 text-ink-soft " +
            "transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft " +
            "aria-[current=page]:font-semibold aria-[current=page]:text-accent max-lg:h-11 max-lg:px-3"
          }
        >
          {tabLabels[tab]} <span className="font-normal text-meta tabular-nums">{countText(counts[tab])}</span>
        </Link>
      ))}
    </nav>
  );
}
