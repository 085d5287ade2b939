import { ViewportPortal } from "@xyflow/react";
import type { Guide } from "./places/snap-cards";

/** Lines between a dragged card and the cards that it is aligned with. */
export function AlignmentGuides({ guides }: { guides: readonly Guide[] }) {
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={axis}
          className={axis === "x" ? "absolute border-accent border-l" : "absolute border-accent border-t"}
          style={axis === "x" ? { left: at, top: from, height: to - from } : { left: from, top: at, width: to - from }}
        />
      ))}
    </ViewportPortal>
  );
}
