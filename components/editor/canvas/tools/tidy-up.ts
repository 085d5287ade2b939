import { placeTasks } from "@/lib/workflows/commands/layout-parts";
import type { CanvasTools } from "./canvas-tools";
import { findLayout } from "./find-layout";

/** Gives every task a new place from the layout service, as one step, and shows the whole graph. */
export async function tidyUp(tools: CanvasTools): Promise<void> {
  const { document, workflowId } = tools.editor.getState();
  const positions = await findLayout(workflowId, document.definition, undefined);
  if (!positions) {
    tools.showNotice("The server could not lay the graph out. Nothing was moved: try it again.");
    return;
  }
  if (tools.run(placeTasks, { positions: { ...positions } }).ok) {
    tools.showNotice("Tidied up.");
    tools.showAll();
  }
}
