import { createAddTools } from "./add-tools";
import type { CanvasContext } from "./canvas-context";
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
