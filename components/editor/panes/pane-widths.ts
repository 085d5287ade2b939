import { useCallback, useLayoutEffect, useState } from "react";

export type Pane = "outline" | "inspector";
export type PaneWidths = Record<Pane, number>;

const storageKey = "graphflow:editor-panes";

/** Pixels: as first seen, and how narrow and wide a pane may be made. The canvas has the rest. */
export const paneLimits: Record<Pane, { first: number; least: number; most: number }> = {
  outline: { first: 320, least: 240, most: 480 },
  inspector: { first: 352, least: 288, most: 560 },
};
const firstWidths: PaneWidths = { outline: paneLimits.outline.first, inspector: paneLimits.inspector.first };

/** A width that the pane may have; the first one instead of what is no number. */
export function allowedWidth(pane: Pane, wish: unknown): number {
  const { first, least, most } = paneLimits[pane];
  return typeof wish === "number" && Number.isFinite(wish) ? Math.round(Math.min(Math.max(wish, least), most)) : first;
}

/** The widths that this browser has kept. What was kept by something else counts for nothing. */
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

/** How wide the outline and the inspector are, kept in this browser, and what gives one of them another width. */
export function usePaneWidths(): [PaneWidths, (pane: Pane, wish: number) => void] {
  const [widths, setWidths] = useState(firstWidths);
  // Before it is painted: the page came from the server with the first widths.
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

/** A browser that keeps nothing shows the first widths next time; nothing is lost by it. */
function keep(widths: PaneWidths): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(widths));
  } catch {
    return;
  }
}
