import { whyNothingFollows } from "@/lib/workflows/commands/connect";
import type { PaletteTarget } from "../canvas-state";
import type { Point } from "../places/geometry";
import type { CanvasContext } from "./canvas-context";
import type { FocusTools } from "./focus-tools";

/** Opening the palette for a place in the graph. */
export function createPaletteTools({ editor, canvas, host, flow }: CanvasContext, { cursor }: FocusTools) {
  /** A new task is inserted after a task with one outgoing edge. A task with several gets one more branch. */
  function targetAfter(taskId: string): PaletteTarget["after"] {
    const outgoing = editor.getState().document.definition.edges.filter(({ from }) => from === taskId);
    return { taskId, as: outgoing.length > 1 ? "branch" : "next" };
  }

  /** A point of the window, in pixels of the canvas region. */
  function toRegion({ x, y }: Point): Point {
    const { left = 0, top = 0 } = host()?.getBoundingClientRect() ?? {};
    return { x: x - left, y: y - top };
  }

  return {
    /** Opens the palette for the selected edge, the selected task, or the middle of the view. */
    openPalette(): void {
      const { selection } = editor.getState();
      const [edgeId] = selection.edgeIds;
      const focusedId = host()?.contains(document.activeElement) ? cursor() : undefined;
      const taskId = selection.taskIds[0] ?? focusedId;
      // A task that ends the session has nothing after it: then the new one stands alone.
      const isAlone = !taskId || whyNothingFollows(editor.getState().document, taskId) !== undefined;
      if (edgeId) canvas.setState({ palette: { edgeId } });
      else canvas.setState({ palette: isAlone ? {} : { after: targetAfter(taskId) } });
    },
    openPaletteAfter(taskId: string, at: Point): void {
      canvas.setState({ palette: { after: targetAfter(taskId), opensAt: toRegion(at) } });
    },
    /** Opens the palette where a connection from `taskId` was dropped on the empty canvas. */
    openPaletteAt(at: Point, taskId: string): void {
      canvas.setState({
        palette: {
          after: { taskId, as: "branch" },
          at: flow.screenToFlowPosition(at),
          opensAt: toRegion(at),
        },
      });
    },
  };
}
