import { useVirtualizer } from "@tanstack/react-virtual";
import type { RefObject } from "react";

/** Of a row with a priority, without warnings and tags; each row is measured when it is drawn. */
const rowHeight = 104;
/** Rows that are drawn above and below the visible ones. */
const overscan = 6;

/** Which rows of a list are drawn: those near its visible part, and the one that has the focus. */
export function useVisibleRows(list: RefObject<HTMLElement | null>, ids: readonly string[], activeIndex: number) {
  return useVirtualizer({
    count: ids.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan,
    // Until the list is measured.
    initialRect: { width: 320, height: 900 },
    rangeExtractor: ({ startIndex, endIndex, count }) => {
      const drawn = new Set([activeIndex].filter((index) => index >= 0));
      const [first, last] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      for (let index = first; index <= last; index++) drawn.add(index);
      return [...drawn].toSorted((a, b) => a - b);
    },
  });
}
