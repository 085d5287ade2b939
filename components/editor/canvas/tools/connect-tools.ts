import { connect, moveEdgeEnd, whyNotConnect } from "@/lib/workflows/commands/connect";
import type { CanvasContext } from "./canvas-context";
import type { FocusTools } from "./focus-tools";

/** Adding edges and moving their ends. */
export function createConnectTools({ editor, announce }: CanvasContext, { cursor }: FocusTools) {
  const state = () => editor.getState();
  return {
    /** Asks which task the selected edge should end at, or which task to connect with the selected one. */
    choose(end: "from" | "to" = "to"): void {
      const { selection } = state();
      const [edgeId] = selection.edgeIds;
      const taskId = selection.taskIds[0] ?? cursor();
      if (edgeId) state().ask({ about: "move", edgeId, end, isFromCanvas: true });
      else if (taskId) state().ask({ about: "connect", taskId, isFromCanvas: true });
    },
    /**
     * The reason why no edge can lead from one task to another. With `edgeId`, the reason why this edge cannot be moved
     * there. Undefined when it is allowed.
     */
    whyNot(from: string, to: string, edgeId?: string): string | undefined {
      const { document } = state();
      const edge = document.definition.edges.find(({ id }) => id === edgeId);
      const edges = document.definition.edges.filter((one) => one !== edge);
      return whyNotConnect({ ...document, definition: { ...document.definition, edges } }, from, to, edge?.condition);
    },
    connect(from: string, to: string): void {
      if (state().run(connect, { from, to }).ok) announce("Connected.");
    },
    moveEnd(edgeId: string, end: "from" | "to", taskId: string): void {
      if (state().run(moveEdgeEnd, { edgeId, end, taskId }).ok) announce("The edge leads elsewhere now.");
    },
  };
}
