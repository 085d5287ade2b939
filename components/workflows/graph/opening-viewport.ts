import { getViewportForBounds, type Rect, type Viewport } from "@xyflow/react";

/** As far as people zoom out; a larger graph as far as it takes to see all of it. */
const smallestZoom = 0.2;
const padding = "12px";

/** Below this the 12 px type of a card is smaller than 10 px. */
export const legibleZoom = 0.84;

/** What may be seen beyond the graph. */
const margin = 16;

interface Size {
  width: number;
  height: number;
}

/** All of the graph, as large as fits and never magnified. */
export const wholeViewport = (bounds: Rect, { width, height }: Size): Viewport =>
  getViewportForBounds(bounds, width, height, 0, 1, padding);

/**
 * How a canvas of this size (pixels) first shows the graph: all of it where that can be read, otherwise the part
 * around the task to look at, without showing more emptiness than needed.
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
    x: within(lookAt.x + lookAt.width / 2, [bounds.x, bounds.width], size.width / zoom),
    y: within(lookAt.y + lookAt.height / 2, [bounds.y, bounds.height], size.height / zoom),
  };
  return {
    viewport: { x: size.width / 2 - middle.x * zoom, y: size.height / 2 - middle.y * zoom, zoom },
    fits: false,
    minZoom,
  };
}

/** The middle of a view of this length that is closest to `wish` and shows no more than the margin beyond the graph. */
function within(wish: number, [start, graphLength]: [number, number], viewLength: number): number {
  const first = start - margin + viewLength / 2;
  const last = start + graphLength + margin - viewLength / 2;
  return first > last ? start + graphLength / 2 : Math.min(Math.max(wish, first), last);
}
