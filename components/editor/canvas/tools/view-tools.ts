import { wholeViewport } from "@/components/workflows/graph/opening-viewport";
import { boundsOf } from "../edges/route-all";
import { type Box, boxAround, centerOf, type Point } from "../places/geometry";
import { boxesOf } from "../places/moved-parts";
import type { CanvasContext } from "./canvas-context";

/** The duration of an animation in milliseconds. */
const duration = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180);

/** Moving and zooming the view. The document does not change. */
export function createViewTools({ editor, flow, host, places, routedEdges }: CanvasContext) {
  const boxes = () => boxesOf(editor.getState().document, places());
  /** The box around everything that is drawn, including edges outside the cards. */
  const bounds = () => boundsOf(editor.getState().document, places(), routedEdges());

  /** The part of the canvas that is in view. */
  function viewBox(): Box {
    const { x, y, zoom } = flow.getViewport();
    const { width = 0, height = 0 } = host()?.getBoundingClientRect() ?? {};
    return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  }

  /** Brings parts into view. The view does not move when they are visible already. */
  function reveal(ids: readonly string[]): void {
    const all = boxes();
    const found = ids.flatMap((id) => all.get(id) ?? []);
    if (found.length === 0) return;
    const box = boxAround(found);
    const view = viewBox();
    const isInView =
      box.x >= view.x &&
      box.y >= view.y &&
      box.x + box.width <= view.x + view.width &&
      box.y + box.height <= view.y + view.height;
    if (isInView) return;
    const isTooLarge = box.width > view.width || box.height > view.height;
    if (isTooLarge) flow.fitBounds(box, { padding: 0.1, duration: duration() });
    else {
      const { x, y } = centerOf(box);
      flow.setCenter(x, y, { zoom: flow.getZoom(), duration: duration() });
    }
  }

  return {
    boxes,
    bounds,
    viewBox,
    reveal,
    centerOfView: (): Point => centerOf(viewBox()),
    zoomIn: () => void flow.zoomIn({ duration: duration() }),
    zoomOut: () => void flow.zoomOut({ duration: duration() }),
    /** Shows the whole graph, at a zoom of 1 at most. */
    showAll(): void {
      const { width = 0, height = 0 } = host()?.getBoundingClientRect() ?? {};
      void flow.setViewport(wholeViewport(bounds(), { width, height }), { duration: duration() });
    },
    showSelected(): void {
      const { taskIds, noteIds, groupIds } = editor.getState().selection;
      const nodes = [...taskIds, ...noteIds, ...groupIds].map((id) => ({ id }));
      if (nodes.length > 0) void flow.fitView({ nodes, maxZoom: 1, padding: 0.2, duration: duration() });
    },
  };
}

export type ViewTools = ReturnType<typeof createViewTools>;
