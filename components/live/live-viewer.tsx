"use client";

import { createContext, type ReactNode, use } from "react";
import { LiveConnection } from "./live-connection";

const ViewerContext = createContext<string | null>(null);

/** Says whose tabs share an event stream: what one person may see is not for another one in the same browser. */
export function LiveViewer({ viewerId, children }: { viewerId: string; children: ReactNode }) {
  return <ViewerContext value={viewerId}>{children}</ViewerContext>;
}

/** The id of the person who is signed in. */
export function useViewerId(): string {
  const viewerId = use(ViewerContext);
  if (viewerId === null) throw new Error("useLive is used outside AppFrame");
  return viewerId;
}

const connections = new Map<string, LiveConnection>();

/** The connection of this tab. It outlives a change of the page. */
export function liveConnection(viewerId: string): LiveConnection {
  const known = connections.get(viewerId);
  if (known) return known;
  const connection = new LiveConnection(viewerId, () => connections.delete(viewerId));
  connections.set(viewerId, connection);
  return connection;
}
