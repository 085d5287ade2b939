import type { ReactFlowInstance } from "@xyflow/react";
import type { EditorStore } from "@/components/editor/store/store";
import type { CanvasStore } from "../canvas-state";
import type { CanvasEdge } from "../edges/card-edges";
import type { RoutedEdges } from "../edges/route-all";
import type { CanvasNode } from "../nodes/card-nodes";
import type { Places } from "../places/moved-parts";

/** What the tools of one open canvas read and change. */
export interface CanvasContext {
  editor: EditorStore;
  canvas: CanvasStore;
  flow: ReactFlowInstance<CanvasNode, CanvasEdge>;
  /** The place of every card, including cards whose place the document does not store. */
  places(): Places;
  /** Every edge with its sentence and its route. */
  routedEdges(): RoutedEdges;
  /** The element that contains the canvas; null while the canvas is not mounted. */
  host(): HTMLElement | null;
  /** Shows a notice that screen readers also announce, usually why an action was refused. */
  showNotice(words: string): void;
  /** Announces to screen readers what sighted people see on the canvas. */
  announce(words: string): void;
}
