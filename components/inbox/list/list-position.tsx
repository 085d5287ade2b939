"use client";

import { createContext, type ReactNode, type RefObject, use, useLayoutEffect, useRef } from "react";

interface ListPosition {
  list: string;
  scrollTop: number;
  hadFocus: boolean;
}

const ListPositionContext = createContext<RefObject<ListPosition | null> | null>(null);

/** Keeps the position of the list of cases while pages change: opening a case renders a new page with a new list. */
export function ListPositionProvider({ children }: { children: ReactNode }) {
  return <ListPositionContext value={useRef<ListPosition | null>(null)}>{children}</ListPositionContext>;
}

/** Restores the scroll position and the focus of the last list with this name, and shows the selected case. */
export function useListPosition(list: RefObject<HTMLElement | null>, listName: string): void {
  const lastPosition = use(ListPositionContext);
  if (!lastPosition) throw new Error("useListPosition is used outside ListPositionProvider");

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const last = lastPosition.current?.list === listName ? lastPosition.current : null;
    if (last) element.scrollTop = last.scrollTop;
    const selected = element.querySelector<HTMLElement>("[aria-selected=true]");
    selected?.scrollIntoView({ block: "nearest" });
    if (last?.hadFocus) selected?.focus({ preventScroll: true });
    return () => {
      const hadFocus = element.contains(document.activeElement);
      lastPosition.current = { list: listName, scrollTop: element.scrollTop, hadFocus };
    };
  }, [list, listName, lastPosition]);
}
