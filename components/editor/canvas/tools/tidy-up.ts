import { placeTasks } from "@/lib/workflows/commands/layout-parts";
import type { EditorStore } from "../../store/store";
import { findLayout } from "./find-layout";

/** Gives every task a new place from the layout service, as one step. Returns false when nothing was moved. */
export async function tidyUp(store: EditorStore): Promise<boolean> {
  const { workflowId, document, run, say } = store.getState();
  const positions = await findLayout(workflowId, document.definition, undefined);
  if (!positions) {
    say("The server could not lay the graph out. Nothing was moved: try it again.");
    return false;
  }
  const { ok } = run(placeTasks, { positions: { ...positions } });
  if (ok) say("Tidied up.");
  return ok;
}
