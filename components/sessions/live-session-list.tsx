"use client";

import { useLiveRows } from "@/components/live/use-live-rows";
import type { SessionListItem } from "@/lib/sessions/schema";
import { SessionList } from "./session-list";

interface LiveSessionListProps {
  sessions: SessionListItem[];
  since: number;
  isSearch: boolean;
  /** The first part of the list: what changes comes first there. */
  isFirst: boolean;
}

/** The list of sessions, with what happens to them. */
export function LiveSessionList({ sessions, since, isSearch, isFirst }: LiveSessionListProps) {
  const rows = useLiveRows({
    rows: sessions,
    since,
    subject: "sessions",
    rowOf: ({ session }) => session,
    idOf: ({ sessionId }) => sessionId,
    isNewestFirst: isFirst && !isSearch,
  });
  return <SessionList sessions={rows} isSearch={isSearch} />;
}
