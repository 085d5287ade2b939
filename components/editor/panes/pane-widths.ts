import { useCallback, useLayoutEffect, useState } from "react";

export type Pane = "outline" | "inspector";
export type PaneWidths = Record<Pane, number>;

const storageKey = "graphflow:editor-panes";

/** The first, least and greatest width of each pane. Pixels. The canvas gets the rest. */
export const paneLimits: Record<Pane, { first: number; least: number; most: number }> = {
  outline: { first: 320, least: 240, most: 480 },
  inspector: { first: 352, least: 288, most: 560 },
};
const firstWidths: PaneWidths = { outline: paneLimits.outline.first, inspector: paneLimits.inspector.first };

/** Limits a width to the allowed range. An invalid value becomes the first width. */
export function allowedWidth(pane: Pane, wish: unknown): number {
  const { first, least, most } = paneLimits[pane];
  return typeof wish === "number" && Number.isFinite(wish) ? Math.round(Math.min(Math.max(wish, least), most)) : first;
}

/** Reads the stored widths. Invalid values become the first widths. */
export function readWidths(kept: string | null): PaneWidths {
  try {
    const found = JSON.parse(kept ?? "{}") as Partial<Record<Pane, unknown>> | null;
    return {
      outline: allowedWidth("outline", found?.outline),
      inspector: allowedWidth("inspector", found?.inspector),
    };
  } catch {
    return firstWidths;
  }
}

/** The stored widths of the panes, and a function that changes one of them. */
export function usePaneWidths(): [PaneWidths, (pane: Pane, wish: number) => void] {
  const [widths, setWidths] = useState(firstWidths);
  // Runs before the first paint: the server rendered the page with the first widths.
  useLayoutEffect(() => setWidths(readWidths(readKept())), []);
  const setWidth = useCallback((pane: Pane, wish: number) => {
    setWidths((known) => {
      const next = { ...known, [pane]: allowedWidth(pane, wish) };
      keep(next);
      return next;
    });
  }, []);
  return [widths, setWidth];
}

function readKept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Stores the widths. Without storage the first widths are shown next time. */
function keep(widths: PaneWidths): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(widths));
  } catch {
    return;
  }
}
