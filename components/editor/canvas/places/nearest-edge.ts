import type { EdgeRoute } from "@/lib/workflows/schema";
import { segmentsOf } from "../edges/segments";
import type { Point } from "./geometry";

/** The edge nearest to a point, at most `maxDistance` pixels away; null if there is none. */
export function nearestEdge(routes: ReadonlyMap<string, EdgeRoute>, { x, y }: Point, maxDistance: number) {
  let nearest: string | null = null;
  let least = maxDistance;
  for (const [id, { points }] of routes) {
    for (const segment of segmentsOf(points)) {
      const dx = Math.max(segment.x - x, 0, x - segment.x - segment.width);
      const dy = Math.max(segment.y - y, 0, y - segment.y - segment.height);
      const distance = Math.hypot(dx, dy);
      if (distance < least) [nearest, least] = [id, distance];
    }
  }
  return nearest;
}
