"use client";

import { useEffect, useState } from "react";
import { readEdits, writeEdits } from "@/components/chat/messages/draft";
import type { FactEdits } from "./fact-edits";

interface EditsInHand {
  sessionId: string;
  toConfirm: boolean;
  isChanging: boolean;
  typed: FactEdits;
}

/** Keeps the edits in the tab's storage, and brings them back after a reload while the facts are still to be confirmed. */
export function useRestoredEdits(
  { sessionId, toConfirm, isChanging, typed }: EditsInHand,
  restore: (kept: FactEdits) => void,
): boolean {
  const [standing, setStanding] = useState<"unread" | "nothing" | "restored">("unread");
  useEffect(() => {
    if (standing !== "unread") return;
    const kept = toConfirm ? readEdits(sessionId) : {};
    const hasKept = Object.keys(kept).length > 0;
    setStanding(hasKept ? "restored" : "nothing");
    if (hasKept) restore(kept);
  });
  useEffect(() => {
    if (standing !== "unread") writeEdits(sessionId, toConfirm ? typed : {});
  }, [standing, sessionId, toConfirm, typed]);
  // Once it was closed, only a press opens it again.
  if (standing === "restored" && !isChanging) setStanding("nothing");
  return standing === "restored";
}
