"use client";

import { useEffect } from "react";
import { markSeenAction } from "@/lib/inbox/actions";

/** Stores that the viewer has seen the case up to a message. A page in a hidden tab is not seen. */
export function MarkSeen({ caseId, messageSeq }: { caseId: string; messageSeq: number }) {
  useEffect(() => {
    function mark() {
      if (document.hidden || !navigator.onLine) return;
      document.removeEventListener("visibilitychange", mark);
      // Not stored: the line "New since you looked" is shown once more.
      markSeenAction(caseId, messageSeq).catch(() => {});
    }
    document.addEventListener("visibilitychange", mark);
    mark();
    return () => document.removeEventListener("visibilitychange", mark);
  }, [caseId, messageSeq]);
  return null;
}
