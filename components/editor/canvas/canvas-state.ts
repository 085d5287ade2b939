import { createContext, use } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "./places/geometry";

/** What a task that is chosen in the palette is added to. */
export interface PaletteTarget {
  /** The task that it follows: before all that follows that one ("next"), or beside it ("branch"). */
  after?: { taskId: string; as: "next" | "branch" };
  /** The edge that it is put into. */
  edgeId?: string;
  /** Where its card goes, on the canvas. */
  at?: Point;
  /** Where the palette opens, in pixels of the canvas region; without it, at its side. */
  opensAt?: Point;
}

/** What one open canvas shows beside the document. None of it is saved or undone. */
export interface CanvasState {
  /** The card that Tab comes to and that the arrow keys go on from. */
  cursorId: string | null;
  palette: PaletteTarget | null;
  isSearching: boolean;
  sheet: "keys" | "actions" | null;
  /** Said politely, and not shown: what can be seen on the canvas. */
  announcement: string;
  /** A drag on the empty canvas selects what it goes round instead of moving the canvas. */
  isBoxSelecting: boolean;
}

export type CanvasStore = StoreApi<CanvasState>;

/** The state of a canvas that has just been opened. */
export const createCanvasStore = (): CanvasStore =>
  createStore<CanvasState>(() => ({
    ...{ cursorId: null, palette: null, isSearching: false, sheet: null },
    ...{ isBoxSelecting: false, announcement: "" },
  }));

export const CanvasStoreContext = createContext<CanvasStore | null>(null);

/** The store of the canvas around this component. */
function useCanvasStore(): CanvasStore {
  const store = use(CanvasStoreContext);
  if (!store) throw new Error("There is no canvas around this component.");
  return store;
}

export const useCanvas = <Part>(select: (state: CanvasState) => Part): Part => useStore(useCanvasStore(), select);
