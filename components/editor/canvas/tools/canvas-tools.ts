import type { ReactFlowInstance } from "@xyflow/react";
import type { EditorStore } from "@/components/editor/store/store";
import type { CanvasStore } from "../canvas-state";
import type { CanvasEdge } from "../edges/card-edges";
import type { RoutedEdges } from "../edges/route-all";
import type { CanvasNode } from "../nodes/card-nodes";
import type { Places } from "../places/moved-parts";
import { createAddTools } from "./add-tools";
import { createClipboardTools } from "./clipboard-tools";
import { createConnectTools } from "./connect-tools";
import { createEditTools } from "./edit-tools";
import { createFocusTools } from "./focus-tools";
import { createMoveTools } from "./move-tools";
import { createNavigationTools } from "./navigation-tools";
import { createNoteTools } from "./note-tools";
import { createPaletteTools } from "./palette-tools";
import { createSelectionTools } from "./selection-tools";
import { createViewTools } from "./view-tools";

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

/** All actions of one open canvas. Keys, buttons and drags call the same functions. */
export function createCanvasTools(context: CanvasContext) {
  const view = createViewTools(context);
  const focus = createFocusTools(context, view);
  const selection = createSelectionTools(context, focus);
  const navigation = createNavigationTools(context, focus);
  const edit = createEditTools(context, focus, selection);
  return {
    ...context,
    ...view,
    ...focus,
    ...selection,
    ...navigation,
    ...edit,
    ...createMoveTools(context, selection),
    ...createNoteTools(context),
    ...createPaletteTools(context, focus),
    ...createConnectTools(context, focus),
    ...createAddTools(context, navigation, view),
    ...createClipboardTools(context, { ...focus, ...selection, ...edit, ...view }),
  };
}

/** The functions that change the canvas and its view. */
export type CanvasTools = ReturnType<typeof createCanvasTools>;
