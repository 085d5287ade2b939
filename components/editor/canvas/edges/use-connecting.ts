import type { Connection, FinalConnectionState, IsValidConnection } from "@xyflow/react";
import { useMemo, useRef } from "react";
import type { CanvasTools } from "../tools/canvas-tools";
import type { CanvasEdge } from "./card-edges";

/** Handlers for drawing a new edge between cards and for moving an end of an edge. */
export function useConnecting(tools: CanvasTools) {
  const reconnecting = useRef<CanvasEdge | null>(null);
  return useMemo(() => {
    const whyNot = ({ source, target }: Pick<Connection, "source" | "target">) =>
      tools.whyNot(source, target, reconnecting.current?.id);
    const setConnecting = (isConnecting: boolean) => tools.host()?.toggleAttribute("data-connecting", isConnecting);
    return {
      whyNot,
      handlers: {
        isValidConnection: ((connection) => whyNot(connection) === undefined) satisfies IsValidConnection<CanvasEdge>,
        onConnectStart: () => void setConnecting(true),
        onConnect: ({ source, target }: Connection) => tools.connect(source, target),
        onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
          setConnecting(false);
          const { fromNode, toNode, isValid } = state;
          if (reconnecting.current || isValid || !fromNode) return;
          const reason = toNode && tools.whyNot(fromNode.id, toNode.id);
          if (reason) tools.showNotice(reason);
          else if (!toNode) tools.openPaletteAt(pointOf(event), fromNode.id);
        },
        onReconnectStart(_: unknown, edge: CanvasEdge) {
          reconnecting.current = edge;
          setConnecting(true);
        },
        onReconnect(edge: CanvasEdge, { source, target }: Connection) {
          if (source !== edge.source) tools.moveEnd(edge.id, "from", source);
          else if (target !== edge.target) tools.moveEnd(edge.id, "to", target);
        },
        onReconnectEnd() {
          reconnecting.current = null;
          setConnecting(false);
        },
      },
    };
  }, [tools]);
}

function pointOf(event: MouseEvent | TouchEvent) {
  const { clientX: x, clientY: y } =
    "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
  return { x, y };
}
