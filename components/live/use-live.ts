"use client";

import { useEffect, useEffectEvent } from "react";
import type { LiveEvent, LiveSubject } from "./live-event";
import { liveConnection, useViewerId } from "./live-viewer";

/**
 * Calls `onEvent` for each event of the subject, in order and once; null follows nothing. `since` is the cursor of the
 * page when it was read: every later event is delivered. Without it the first event is a `reset`, sent when the stream
 * is open. All tabs of a browser share one stream.
 */
export function useLive(subject: LiveSubject | null, onEvent: (event: LiveEvent) => void, since?: number): void {
  const viewerId = useViewerId();
  const handleEvent = useEffectEvent(onEvent);
  // A later render has a newer cursor, but the subscription continues.
  const readSince = useEffectEvent(() => since);
  useEffect(() => {
    if (subject === null) return;
    return liveConnection(viewerId).follow(subject, readSince(), (event) => handleEvent(event));
  }, [viewerId, subject]);
}
