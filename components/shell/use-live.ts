"use client";

import { useEffect, useEffectEvent } from "react";

/** Events within this time cause one refresh. */
const debounceMs = 200;
const pollMs = 15_000;

interface LiveOptions {
  /** Only events of this session; without it, of every session that the person may see. */
  sessionId?: string;
  /** False while the session is not stored yet. */
  isActive?: boolean;
  /** Reads the data again. Events that come close together cause one call. */
  onChange: () => void;
}

/** Whether a refresh can succeed. A failed refresh becomes a navigation, and offline that leaves the page. */
async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const health = await fetch("/health", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(pollMs) });
    return health.ok;
  } catch {
    return false;
  }
}

/** Resolves when the server answers. Retries with a growing pause, for example after a lost connection. */
export async function whenReachable(): Promise<void> {
  for (let pauseMs = 500; !(await isReachable()); pauseMs = Math.min(pauseMs * 2, pollMs)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/**
 * Calls `onChange` when the data of the page has changed: on server-sent events, by polling while there is no
 * connection, and once after every (re)connect, because events may have been missed. A hidden tab closes its
 * connection (browsers allow six per host) and connects again when it is shown.
 */
export function useLive({ sessionId, isActive = true, onChange }: LiveOptions): void {
  const handleChange = useEffectEvent(onChange);

  useEffect(() => {
    if (!isActive) return;
    let source: EventSource | undefined;
    let cursor: string | undefined;
    let isOver = false;
    let refreshTimer: ReturnType<typeof setTimeout> | undefined;

    function scheduleRefresh() {
      refreshTimer ??= setTimeout(() => {
        refreshTimer = undefined;
        if (navigator.onLine) handleChange();
      }, debounceMs);
    }

    function connect() {
      const query = new URLSearchParams({ ...(sessionId && { session: sessionId }), ...(cursor && { after: cursor }) });
      source = new EventSource(`/api/events?${query}`);
      source.onopen = scheduleRefresh;
      source.onmessage = (event: MessageEvent<string>) => {
        if (event.lastEventId) cursor = event.lastEventId;
        scheduleRefresh();
      };
    }

    function disconnect() {
      source?.close();
      source = undefined;
    }

    function follow() {
      if (document.hidden) disconnect();
      else if (!source || source.readyState === EventSource.CLOSED) connect();
    }

    async function catchUp() {
      if (document.hidden || source?.readyState === EventSource.OPEN) return;
      if (!(await isReachable()) || isOver) return;
      scheduleRefresh();
      follow();
    }

    const poll = setInterval(catchUp, pollMs);
    window.addEventListener("online", catchUp);
    document.addEventListener("visibilitychange", follow);
    follow();

    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", follow);
      window.removeEventListener("online", catchUp);
      clearInterval(poll);
      clearTimeout(refreshTimer);
      disconnect();
    };
  }, [sessionId, isActive]);
}
