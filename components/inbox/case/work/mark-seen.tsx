"use client";

import { useEffect } from "react";
import { markSeenAction } from "@/lib/inbox/actions";

/** Stores that the viewer has seen the case with its newest message. A page in a hidden tab is not seen. */
export function MarkSeen({ caseId }: { caseId: string }) {
  useEffect(() => {
    function mark() {
      if (document.hidden || !navigator.onLine) return;
      document.removeEventListener("visibilitychange", mark);
      // A failure is harmless: the line "New since you looked" is shown once more.
      markSeenAction(caseId).catch(() => {});
    }
    document.addEventListener("visibilitychange", mark);
    mark();
    return () => document.removeEventListener("visibilitychange", mark);
  }, [caseId]);
  return null;
}
