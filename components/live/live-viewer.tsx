"use client";

import { createContext, type ReactNode, use } from "react";
import { LiveConnection } from "./live-connection";

const ViewerContext = createContext<string | null>(null);

/** Names the person whose tabs share an event stream. Two people may use one browser, with different rights. */
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

/** The connection of this tab. It stays open when the page changes. */
export function liveConnection(viewerId: string): LiveConnection {
  const known = connections.get(viewerId);
  if (known) return known;
  const connection = new LiveConnection(viewerId, () => connections.delete(viewerId));
  connections.set(viewerId, connection);
  return connection;
}
