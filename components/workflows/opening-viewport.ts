import { getViewportForBounds, type Rect, type Viewport } from "@xyflow/react";
import type { GraphNode } from "@/lib/workflows/schema";

export const minZoom = 0.2;
export const fitPadding = 0.06;

/** Below this zoom nobody can read a card. */
const legibleZoom = 0.6;
const closeZoom = 0.8;

/** What may be seen beyond the graph: a little on every side, below it as much as the controls in the corner take. */
const margins = { around: 24, below: 80 };

/**
 * How a canvas of this size (pixels) first shows the graph: all of it where that can be read, otherwise the part
 * around the task to look at, without showing more emptiness than needed.
 */
export function openingViewport(
  nodes: GraphNode[],
  lookAt: string | null,
  size: { width: number; height: number },
): Viewport {
  const bounds = boundsOf(nodes);
  const whole = getViewportForBounds(bounds, size.width, size.height, minZoom, 1, fitPadding);
  const node = nodes.find((candidate) => candidate.id === lookAt) ?? nodes[0];
  if (!node || whole.zoom >= legibleZoom) return whole;
  // As close as the graph's width allows, so that no more cards than needed are cut in half.
  const widthZoom = size.width / (bounds.width + 2 * margins.around);
  const zoom = Math.min(Math.max(widthZoom, legibleZoom), closeZoom);
  const middle = {
    x: within(node.x + node.width / 2, [bounds.x, bounds.width], size.width / zoom, margins.around),
    y: within(node.y + node.height / 2, [bounds.y, bounds.height], size.height / zoom, margins.below),
  };
  return {
    x: size.width / 2 - middle.x * zoom,
    y: size.height / 2 - middle.y * zoom,
    zoom,
  };
}

function boundsOf(nodes: GraphNode[]): Rect {
  const x = Math.min(...nodes.map((node) => node.x));
  const y = Math.min(...nodes.map((node) => node.y));
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The middle of a view of this length that is closest to `wish` and shows no more than the margins beyond the graph. */
function within(wish: number, [start, graphLength]: [number, number], viewLength: number, endMargin: number): number {
  const first = start - margins.around + viewLength / 2;
  const last = start + graphLength + endMargin - viewLength / 2;
  return first > last ? start + graphLength / 2 : Math.min(Math.max(wish, first), last);
}
