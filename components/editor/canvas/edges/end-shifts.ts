import type { CSSProperties } from "react";
import type { CanvasNode } from "../nodes/card-nodes";
import type { CanvasEdge } from "./card-edges";

/**
 * CSS variables with the distance from the middle of a card to the end of the selected edge. They place the handles
 * that move the ends, because React Flow would place them in the middle of the card.
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
