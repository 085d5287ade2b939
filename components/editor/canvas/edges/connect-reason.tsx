import { useConnection, useStore } from "@xyflow/react";
import { useEffect } from "react";
import { useTools } from "../tools/tools-context";

const hintClasses = [
  "pointer-events-none absolute z-30 max-w-64 rounded-control bg-ink px-2 py-1",
  "text-canvas text-meta shadow-float",
].join(" ");

/** Shows beside the pointer, and announces, why the drawn edge cannot end at the card under the pointer. */
export function ConnectReason({
  whyNot,
}: {
  whyNot: (ends: { source: string; target: string }) => string | undefined;
}) {
  const tools = useTools();
  const [panX, panY, zoom] = useStore((state) => state.transform);
  const connection = useConnection();
  const { fromNode, toNode, fromHandle, to } = connection;
  const ends =
    fromNode && toNode
      ? fromHandle.type === "target"
        ? { source: toNode.id, target: fromNode.id }
        : { source: fromNode.id, target: toNode.id }
      : undefined;
  const reason = ends && whyNot(ends);
  useEffect(() => {
    if (reason) tools.announce(reason);
  }, [reason, tools]);
  if (!reason || !to) return null;
  return (
    <p aria-hidden className={hintClasses} style={{ left: to.x * zoom + panX + 16, top: to.y * zoom + panY + 16 }}>
      {reason}
    </p>
  );
}
