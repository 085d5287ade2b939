"use client";

import { useEffect, useEffectEvent } from "react";
import type { LiveEvent, LiveSubject } from "./live-event";
import { liveConnection, useViewerId } from "./live-viewer";

/**
 * Calls `onEvent` for what happens to the subject, in order and each event once; null follows nothing. `since` is the
 * cursor that the page was read at: nothing after it is missed. Without it a `reset` comes first, when the stream is
 * open. All tabs of a browser share one stream.
 */
export function useLive(subject: LiveSubject | null, onEvent: (event: LiveEvent) => void, since?: number): void {
  const viewerId = useViewerId();
  const handleEvent = useEffectEvent(onEvent);
  // A later render of the page knows more, but what is followed stays followed.
  const readSince = useEffectEvent(() => since);
  useEffect(() => {
    if (subject === null) return;
    return liveConnection(viewerId).follow(subject, readSince(), (event) => handleEvent(event));
  }, [viewerId, subject]);
}
