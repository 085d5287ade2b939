"use client";

import { useState } from "react";
import { maxItems } from "@/lib/paging/count";

/** The cases that are marked, to do the same with all of them. */
export interface Selection {
  /** Clicks mark rows. */
  isActive: boolean;
  ids: string[];
  has(id: string): boolean;
  /** Marks a row, or takes the mark away; `toHere` marks all rows from the last marked one. */
  toggle(id: string, toHere?: boolean): void;
  start(): void;
  clear(): void;
}

/**
 * `order`: the ids of the rows as they are shown. A row that leaves the list is no longer marked. `listName`: another
 * list begins without marks.
 */
export function useSelection(order: readonly string[], listName: string): Selection {
  const [isActive, setActive] = useState(false);
  const [marks, setMarks] = useState({ listName, ids: [] as string[] });
  const marked = marks.listName === listName ? marks.ids : [];
  const setMarked = (ids: string[]) => setMarks({ listName, ids });
  const inList = new Set(order);
  const ids = marked.filter((id) => inList.has(id));

  function toggle(id: string, toHere = false): void {
    setActive(true);
    const last = ids.at(-1);
    const [from, to] = [order.indexOf(last ?? id), order.indexOf(id)].toSorted((a, b) => a - b);
    const range = toHere && last !== undefined ? order.slice(from, (to ?? 0) + 1) : [];
    const next = range.length > 0 ? [...new Set([...ids, ...range])] : withOrWithout(ids, id);
    setMarked(next.slice(0, maxItems));
  }

  return {
    ...{ isActive, ids, toggle },
    has: (id) => ids.includes(id),
    start: () => setActive(true),
    clear: () => {
      setActive(false);
      setMarked([]);
    },
  };
}

const withOrWithout = (ids: string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
