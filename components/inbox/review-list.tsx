"use client";

import Link from "next/link";
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ReviewListItem } from "@/lib/inbox/schema";
import { type InboxQuery, inboxHref } from "./inbox-query";
import { keepPlaces } from "./keep-order";
import { ReviewOption } from "./review-option";

interface ReviewListProps {
  items: ReviewListItem[];
  selectedId?: string;
  query: InboxQuery;
  viewerId: string;
  /** Milliseconds, the server's. */
  now: number;
}

// Opening a case draws a new page with a new list; the reader should not notice. Where the last one stood:
let place = { list: "", scrollTop: 0, hadFocus: false };

/** The cases as a listbox: arrow keys, Home and End move, Enter or Space opens. Every option is a link, too. */
export function ReviewList({ items, selectedId, query, viewerId, now }: ReviewListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  const [activeId, setActiveId] = useState<string | null>(null);
  const ids = useSteadyOrder(items, isHeld);
  const byId = new Map(items.map((item) => [item.waitId, item]));
  const listName = inboxHref(query);
  // Before JavaScript every option is a stop for Tab; with it the list is one.
  const isBrowser = useSyncExternalStore(never, yes, no);
  const stop = [activeId, selectedId, ids[0]].find((id) => id && byId.has(id));

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (place.list === listName) element.scrollTop = place.scrollTop;
    const selected = element.querySelector<HTMLElement>("[aria-selected=true]");
    selected?.scrollIntoView({ block: "nearest" });
    if (place.list === listName && place.hadFocus) selected?.focus({ preventScroll: true });
    return () => {
      place = { list: listName, scrollTop: element.scrollTop, hadFocus: element.contains(document.activeElement) };
    };
  }, [listName]);

  function move(event: KeyboardEvent<HTMLDivElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const options = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=option]")];
    const at = options.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: options[at + 1], ArrowUp: options[at - 1], Home: options[0], End: options.at(-1) };
    if (event.key === " ") options[at]?.click();
    else if (event.key in target) target[event.key as keyof typeof target]?.focus();
    else return;
    event.preventDefault();
  }

  function leave(event: FocusEvent<HTMLDivElement>) {
    setHeld(event.currentTarget.contains(event.relatedTarget));
  }

  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Reviews"
      tabIndex={-1}
      onKeyDown={move}
      onFocus={() => setHeld(true)}
      onBlur={leave}
      className="relative min-h-0 flex-1 divide-y divide-line overflow-y-auto border-line border-t outline-none"
    >
      {ids
        .flatMap((id) => byId.get(id) ?? [])
        .map((item) => (
          <Link
            key={item.waitId}
            role="option"
            aria-selected={item.waitId === selectedId}
            tabIndex={!isBrowser || item.waitId === stop ? 0 : -1}
            href={inboxHref(query, item.waitId)}
            prefetch={false}
            onFocus={() => setActiveId(item.waitId)}
            className="block space-y-0.5 px-4 py-3 transition-colors hover:bg-sunken focus-visible:-outline-offset-2 aria-selected:bg-accent-soft"
          >
            <ReviewOption item={item} viewerId={viewerId} now={now} />
          </Link>
        ))}
    </div>
  );
}

/** The ids as the server orders them; while the reader stands in the list, everything shown keeps its place. */
function useSteadyOrder(items: ReviewListItem[], isHeld: boolean): string[] {
  const fresh = items.map((item) => item.waitId);
  const [shown, setShown] = useState(fresh);
  const ids = isHeld ? keepPlaces(shown, fresh) : fresh;
  if (ids.join() !== shown.join()) setShown(ids);
  return ids;
}

const never = () => () => {};
const yes = () => true;
const no = () => false;
