"use client";

import { useEffect, useEffectEvent } from "react";

const gatherMs = 200;
const pollMs = 15_000;

interface LiveOptions {
  /** Only what happens to this session; without it, to every session the reader may see. */
  sessionId?: string;
  /** False while there is nothing to follow yet. */
  isActive?: boolean;
  /** Read again; several events close together make one call. */
  onChange: () => void;
}

/** Whether a refresh can succeed. One that fails falls back to a navigation, and offline that ends the page. */
async function isReachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const health = await fetch("/health", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(pollMs) });
    return health.ok;
  } catch {
    return false;
  }
}

/** Resolves when a refresh can succeed: under load or after a lost connection that may take a while. */
export async function whenReachable(): Promise<void> {
  for (let pauseMs = 500; !(await isReachable()); pauseMs = Math.min(pauseMs * 2, pollMs)) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/**
 * Calls `onChange` when the log behind the page has moved: by server-sent events, by polling while there is no
 * connection, and once after every (re)connect, because something may have happened in the gap. A hidden tab lets
 * its connection go (browsers allow six to a host) and catches up when it is shown again.
 */
export function useLive({ sessionId, isActive = true, onChange }: LiveOptions): void {
  const changed = useEffectEvent(onChange);

  useEffect(() => {
    if (!isActive) return;
    let source: EventSource | undefined;
    let cursor: string | undefined;
    let isOver = false;
    let gathering: ReturnType<typeof setTimeout> | undefined;

    function announce() {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        if (navigator.onLine) changed();
      }, gatherMs);
    }

    function connect() {
      const query = new URLSearchParams({ ...(sessionId && { session: sessionId }), ...(cursor && { after: cursor }) });
      source = new EventSource(`/api/events?${query}`);
      source.onopen = announce;
      source.onmessage = (event: MessageEvent<string>) => {
        if (event.lastEventId) cursor = event.lastEventId;
        announce();
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
      announce();
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
      clearTimeout(gathering);
      disconnect();
    };
  }, [sessionId, isActive]);
}
