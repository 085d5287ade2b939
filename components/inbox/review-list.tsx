"use client";

import Link from "next/link";
import { type FocusEvent, type KeyboardEvent, useRef, useState } from "react";
import { useIsBrowser } from "@/components/ui/use-is-browser";
import type { CaseRow } from "@/lib/inbox/schema";
import { type InboxQuery, inboxHref } from "./inbox-query";
import { keepOrder } from "./keep-order";
import { useListPosition } from "./list-position";
import { ReviewOption } from "./review-option";

interface ReviewListProps {
  items: CaseRow[];
  selectedId?: string;
  query: InboxQuery;
  viewerId: string;
  /** Milliseconds, the server's. */
  now: number;
}

/** The cases as a listbox: arrow keys, Home and End move the focus, Enter or Space opens. Every option is a link. */
export function ReviewList({ items, selectedId, query, viewerId, now }: ReviewListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [isFocused, setFocused] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const ids = useStableOrder(items, isFocused);
  const byId = new Map(items.map((item) => [item.caseId, item]));
  // Before JavaScript Tab reaches every option; after that it reaches the list once.
  const isBrowser = useIsBrowser();
  const tabStopId = [activeId, selectedId, ids[0]].find((id) => id && byId.has(id));

  useListPosition(list, inboxHref(query));

  function moveFocus(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const options = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=option]")];
    const at = options.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: options[at + 1], ArrowUp: options[at - 1], Home: options[0], End: options.at(-1) };
    if (event.key === " ") options[at]?.click();
    else if (event.key in target) target[event.key as keyof typeof target]?.focus();
    else return;
    event.preventDefault();
  }

  function handleBlur(event: FocusEvent<HTMLDivElement>) {
    setFocused(event.currentTarget.contains(event.relatedTarget));
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Reviews"
      tabIndex={-1}
      onKeyDown={moveFocus}
      onFocus={() => setFocused(true)}
      onBlur={handleBlur}
      className="relative min-h-0 flex-1 divide-y divide-line overflow-y-auto border-line border-t outline-none"
    >
      {ids
        .flatMap((id) => byId.get(id) ?? [])
        .map((item) => (
          <Link
            key={item.caseId}
            role="option"
            aria-selected={item.caseId === selectedId}
            tabIndex={!isBrowser || item.caseId === tabStopId ? 0 : -1}
            href={inboxHref(query, item.caseId)}
            prefetch={false}
            onFocus={() => setActiveId(item.caseId)}
            className={
              "block space-y-0.5 px-4 py-3 transition-colors hover:bg-sunken " +
              "focus-visible:-outline-offset-2 aria-selected:bg-accent-soft"
            }
          >
            <ReviewOption item={item} viewerId={viewerId} now={now} />
          </Link>
        ))}
    </div>
  );
}

/** The ids in the server's order. While the list has the focus, shown ids keep their places. */
function useStableOrder(items: CaseRow[], isFocused: boolean): string[] {
  const current = items.map((item) => item.caseId);
  const [shown, setShown] = useState(current);
  const ids = isFocused ? keepOrder(shown, current) : current;
  if (ids.join() !== shown.join()) setShown(ids);
  return ids;
}
