import { createContext, use } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "./places/geometry";

/** Where a task that is chosen in the palette is added. */
export interface PaletteTarget {
  /** The task before the new one. "next" inserts the new task after it, "branch" adds one more outgoing edge to it. */
  after?: { taskId: string; as: "next" | "branch" };
  /** The edge that the new task is inserted on. */
  edgeId?: string;
  /** The place of its card on the canvas. */
  at?: Point;
  /** Where the palette opens, in pixels of the canvas region. Without it, the palette opens at the left side. */
  opensAt?: Point;
}

/** The state of one open canvas outside the document. It is not saved and cannot be undone. */
interface CanvasState {
  /** The card that Tab focuses. The arrow keys start at it. */
  cursorId: string | null;
  palette: PaletteTarget | null;
  isSearching: boolean;
  sheet: "keys" | "actions" | null;
  /** The text of a polite live region. It is not shown, because the canvas shows the same. */
  announcement: string;
  /** A drag on the empty canvas selects the parts in a rectangle. Otherwise it moves the view. */
  isBoxSelecting: boolean;
}

/** The store of one canvas. */
export type CanvasStore = StoreApi<CanvasState>;

/** The state of a canvas that has just been opened. */
export const createCanvasStore = (): CanvasStore =>
  createStore<CanvasState>(() => ({
    cursorId: null,
    palette: null,
    isSearching: false,
    sheet: null,
    announcement: "",
    isBoxSelecting: false,
  }));

export const CanvasStoreContext = createContext<CanvasStore | null>(null);

/** The store of the canvas that contains this component. */
function useCanvasStore(): CanvasStore {
  const store = use(CanvasStoreContext);
  if (!store) throw new Error("There is no canvas around this component.");
  return store;
}

/** A part of the state of the canvas that contains this component. Throws outside a canvas. */
export const useCanvas = <Part>(select: (state: CanvasState) => Part): Part => useStore(useCanvasStore(), select);
