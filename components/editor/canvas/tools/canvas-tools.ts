import type { ReactFlowInstance } from "@xyflow/react";
import type { EditorStore } from "@/components/editor/store/store";
import type { CanvasStore } from "../canvas-state";
import type { CanvasEdge } from "../edges/card-edges";
import type { Routed } from "../edges/route-all";
import type { CanvasNode } from "../nodes/card-nodes";
import type { Places } from "../places/moved-parts";
import { addingTools } from "./adding-tools";
import { changingTools } from "./changing-tools";
import { clipboardTools } from "./clipboard-tools";
import { selectingTools } from "./selecting-tools";
import { viewTools } from "./view-tools";

/** What the tools of one open canvas work on. */
export interface Ground {
  editor: EditorStore;
  canvas: CanvasStore;
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>;
  /** Where every card lies, also those that the document has no place for. */
  places(): Places;
  /** Every edge in words, and how it runs. */
  routed(): Routed;
  /** The element that the canvas is drawn in; null while it is not. */
  host(): HTMLElement | null;
  /** Shows and says something: mostly why something was not done. */
  tell(words: string): void;
  /** Says to a screen reader what everybody else sees on the canvas. */
  announce(words: string): void;
}

/** Everything that can be done on one open canvas, by whatever key, button or drag. */
export function createCanvasTools(ground: Ground) {
  const view = viewTools(ground);
  const selecting = selectingTools(ground, view);
  const changing = changingTools(ground, selecting);
  const adding = addingTools(ground, selecting, changing, view);
  const clipboard = clipboardTools(ground, selecting, changing, view);
  return { ...ground, ...view, ...selecting, ...changing, ...adding, ...clipboard };
}

export type CanvasTools = ReturnType<typeof createCanvasTools>;
