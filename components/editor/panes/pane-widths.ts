import { useCallback, useLayoutEffect, useState } from "react";

export type Pane = "outline" | "inspector";
type PaneWidths = Record<Pane, number>;

const storageKey = "graphflow:editor-panes";

/** The initial, least and greatest width of each pane. Pixels. The canvas gets the rest. */
export const paneLimits: Record<Pane, { initial: number; min: number; max: number }> = {
  outline: { initial: 320, min: 240, max: 480 },
  inspector: { initial: 352, min: 288, max: 560 },
};
const initialWidths: PaneWidths = { outline: paneLimits.outline.initial, inspector: paneLimits.inspector.initial };

/** Limits a width to the allowed range. An invalid value becomes the initial width. */
export function allowedWidth(pane: Pane, width: unknown): number {
  const { initial, min, max } = paneLimits[pane];
  return typeof width === "number" && Number.isFinite(width)
    ? Math.round(Math.min(Math.max(width, min), max))
    : initial;
}

/** Reads the stored widths. Invalid values become the initial widths. */
export function readWidths(stored: string | null): PaneWidths {
  try {
    const found = JSON.parse(stored ?? "{}") as Partial<Record<Pane, unknown>> | null;
    return {
      outline: allowedWidth("outline", found?.outline),
      inspector: allowedWidth("inspector", found?.inspector),
    };
  } catch {
    return initialWidths;
  }
}

/** The stored widths of the panes, and a function that changes one of them. */
export function usePaneWidths(): [PaneWidths, (pane: Pane, width: number) => void] {
  const [widths, setWidths] = useState(initialWidths);
  // Runs before the first paint: the server rendered the page with the initial widths.
  useLayoutEffect(() => setWidths(readWidths(readStored())), []);
  const setWidth = useCallback((pane: Pane, width: number) => {
    setWidths((known) => {
      const next = { ...known, [pane]: allowedWidth(pane, width) };
      storeWidths(next);
      return next;
    });
  }, []);
  return [widths, setWidth];
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Stores the widths. Without storage the initial widths are shown next time. */
function storeWidths(widths: PaneWidths): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(widths));
  } catch {
    return;
  }
}
