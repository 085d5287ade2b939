import type { CSSProperties } from "react";
import type { CanvasNode } from "../nodes/card-nodes";
import type { CanvasEdge } from "./card-edges";

/**
 * How far the ends of the selected edge lie beside the middle of their cards, for the handles that give it another end:
 * React Flow would put them into the middle.
 */
export function endShifts(edges: readonly CanvasEdge[], nodes: readonly CanvasNode[]): CSSProperties {
  const edge = edges.find(({ reconnectable }) => reconnectable);
  const points = edge?.data?.route?.points ?? [];
  const shift = (id: string | undefined, x: number | undefined) => {
    const node = nodes.find((one) => one.id === id);
    return node && x !== undefined ? x - node.position.x - (node.width ?? 0) / 2 : 0;
  };
  return {
    "--source-shift": `${shift(edge?.source, points.at(0)?.x)}px`,
    "--target-shift": `${shift(edge?.target, points.at(-1)?.x)}px`,
  } as CSSProperties;
}
