"use client";

import { useEffect, useState } from "react";
import { readEdits, writeEdits } from "@/components/chat/messages/draft";
import type { FactEdits } from "./fact-edits";

interface UnsavedEdits {
  sessionId: string;
  toConfirm: boolean;
  isChanging: boolean;
  typed: FactEdits;
}

/**
 * Keeps the edits in the tab's storage, and restores them after a reload while the facts are still to be confirmed.
 * Returns whether the form is open with restored edits.
 */
export function useRestoredEdits(
  { sessionId, toConfirm, isChanging, typed }: UnsavedEdits,
  restore: (kept: FactEdits) => void,
): boolean {
  const [status, setStatus] = useState<"unread" | "none" | "restored">("unread");
  useEffect(() => {
    if (status !== "unread") return;
    const kept = toConfirm ? readEdits(sessionId) : {};
    const hasKept = Object.keys(kept).length > 0;
    setStatus(hasKept ? "restored" : "none");
    if (hasKept) restore(kept);
  });
  useEffect(() => {
    if (status !== "unread") writeEdits(sessionId, toConfirm ? typed : {});
  }, [status, sessionId, toConfirm, typed]);
  // After the form was closed, only a press of Change opens it again.
  if (status === "restored" && !isChanging) setStatus("none");
  return status === "restored";
}
