import { placeTasks } from "@/lib/workflows/commands/layout-parts";
import type { CanvasTools } from "./canvas-tools";
import { findLayout } from "./find-layout";

/** Lays the whole graph out anew, as one step, and shows it. */
export async function tidyUp(tools: CanvasTools): Promise<void> {
  const { document, workflowId } = tools.editor.getState();
  const positions = await findLayout(workflowId, document.definition, undefined);
  if (!positions) {
    tools.tell("The server could not lay the graph out. Nothing was moved: try it again.");
    return;
  }
  if (tools.run(placeTasks, { positions: { ...positions } }).ok) {
    tools.tell("Tidied up.");
    tools.showAll();
  }
}
