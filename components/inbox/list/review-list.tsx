"use client";

import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { useIsBrowser } from "@/components/ui/use-is-browser";
import type { CaseRow } from "@/lib/inbox/schema";
import { type InboxQuery, inboxHref } from "../inbox-query";
import { useListPosition } from "./list-position";
import { ReviewRow } from "./review-row";
import type { Selection } from "./several/use-selection";
import { useRowFocus } from "./use-row-focus";
import { useStableOrder } from "./use-stable-order";

interface ReviewListProps {
  rows: CaseRow[];
  /** Of the whole list; `null` when there are too many to count. */
  total: number | null;
  selectedId?: string;
  query: InboxQuery;
  viewerId: string;
  /** Milliseconds, the server's. */
  now: number;
  selection: Selection;
  /** The end of the loaded rows is near. */
  onEnd(): void;
}

/** Rows that the server renders, and that are there before JavaScript. */
const firstRows = 20;

/**
 * The cases as a listbox: arrow keys, j, k, Home and End move the focus, Enter or Space opens, x marks. Every option is
 * a link. Only the rows near the visible part are drawn, and the one that has the focus.
 */
export function ReviewList({ rows, total, selectedId, query, viewerId, now, selection, onEnd }: ReviewListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [isFocused, setFocused] = useState(false);
  const shown = useStableOrder(rows, isFocused);
  const isBrowser = useIsBrowser();
  const { tabStop, activeIndex, virtual, setActiveId, moveTo } = useRowFocus(list, shown, selectedId);
  const items = virtual.getVirtualItems();
  const lastDrawn = items.at(-1)?.index ?? 0;
  const drawn = isBrowser ? items : shown.slice(0, firstRows).map((_, index) => ({ index, start: 0 }));

  useListPosition(list, inboxHref(query));
  useEffect(() => {
    if (lastDrawn >= shown.length - 10) onEnd();
  }, [lastDrawn, shown.length, onEnd]);

  function handleKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const element = (event.target as Element).closest<HTMLElement>("[data-index]");
    const at = element ? Number(element.dataset.index) : activeIndex;
    const target = targetOf(event.key, at, shown.length);
    if (event.key === " ") element?.querySelector<HTMLElement>("[role=option]")?.click();
    else if (event.key === "x" && shown[at]) selection.toggle(shown[at].caseId);
    else if (target !== undefined) moveTo(target);
    else return;
    event.preventDefault();
  }

  function handleBlur(event: FocusEvent<HTMLDivElement>) {
    setFocused(event.currentTarget.contains(event.relatedTarget));
  }

  const rowAt = (index: number) => {
    const row = shown[index];
    if (!row) return null;
    return (
      <ReviewRow
        row={row}
        position={index + 1}
        setSize={total ?? -1}
        href={inboxHref(query, row.caseId)}
        isSelected={row.caseId === selectedId}
        isTabStop={!isBrowser || row.caseId === tabStop}
        selection={selection}
        viewerId={viewerId}
        now={now}
        onFocus={() => setActiveId(row.caseId)}
      />
    );
  };

  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Reviews"
      aria-multiselectable={selection.isActive || undefined}
      tabIndex={-1}
      onKeyDown={handleKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={handleBlur}
      className="relative min-h-0 flex-1 overflow-y-auto border-line border-t outline-none"
    >
      {/* The same elements before and after JavaScript: a press that begins before it ends on the same row. */}
      <div role="none" className="relative" style={isBrowser ? { height: virtual.getTotalSize() } : undefined}>
        {drawn.map(({ index, start }) => (
          <div
            key={shown[index]?.caseId}
            ref={virtual.measureElement}
            role="none"
            data-index={index}
            className={cn("border-line border-b", isBrowser && "absolute inset-x-0 top-0")}
            style={isBrowser ? { transform: `translateY(${start}px)` } : undefined}
          >
            {rowAt(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The row that a key moves the focus to; undefined for other keys. */
function targetOf(key: string, at: number, count: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + 8,
    PageUp: at - 8,
  };
  return targets[key];
}
