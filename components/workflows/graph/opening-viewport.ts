import { getViewportForBounds, type Rect, type Viewport } from "@xyflow/react";

/** The smallest zoom, unless a large graph needs a smaller one to be shown as a whole. */
const smallestZoom = 0.2;
const padding = "8px";

/** Below this zoom the 12 px text of a card is smaller than 10 px. */
export const legibleZoom = 0.834;

/** The largest empty space beside the graph in the first view. Pixels. */
const margin = 16;

interface Size {
  width: number;
  height: number;
}

/** The viewport that shows the whole graph, at a zoom of 1 at most. */
export const wholeViewport = (bounds: Rect, { width, height }: Size): Viewport =>
  getViewportForBounds(bounds, width, height, 0, 1, padding);

/**
 * The first viewport of a canvas of the given size in pixels. It shows the whole graph if its text is legible,
 * otherwise the part around `lookAt` with as little empty space as possible.
 */
export function openingViewport(
  bounds: Rect,
  lookAt: Rect | undefined,
  size: Size,
): { viewport: Viewport; fits: boolean; minZoom: number } {
  const whole = wholeViewport(bounds, size);
  const minZoom = Math.min(smallestZoom, whole.zoom);
  if (!lookAt || whole.zoom >= legibleZoom) return { viewport: whole, fits: true, minZoom };
  const zoom = legibleZoom;
  const middle = {
    x: clampMiddle(lookAt.x + lookAt.width / 2, [bounds.x, bounds.width], size.width / zoom),
    y: clampMiddle(lookAt.y + lookAt.height / 2, [bounds.y, bounds.height], size.height / zoom),
  };
  return {
    viewport: { x: size.width / 2 - middle.x * zoom, y: size.height / 2 - middle.y * zoom, zoom },
    fits: false,
    minZoom,
  };
}

/** The middle of the view that is nearest to `preferred` and shows at most the margin outside the graph. */
function clampMiddle(preferred: number, [start, graphLength]: [number, number], viewLength: number): number {
  const first = start - margin + viewLength / 2;
  const last = start + graphLength + margin - viewLength / 2;
  return first > last ? start + graphLength / 2 : Math.min(Math.max(preferred, first), last);
}
