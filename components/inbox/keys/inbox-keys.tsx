"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { ErrorNotice } from "@/components/ui/error-notice";
import { isPressed, isTyping } from "@/components/ui/keys/combo";
import { useLazyComponent } from "@/components/ui/lazy/use-lazy-component";
import { type InboxActionId, inboxActions, isInInbox, offeredActions, runInboxAction } from "./inbox-actions";

const loadSheets = () => import("./inbox-sheets");

type Sheet = "keys" | "actions";

/** The keys of the inbox, the sheet that lists them (`?`) and the list of actions (Ctrl+K). */
export function InboxKeys() {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [offered, setOffered] = useState<ReturnType<typeof offeredActions>>([]);
  const [focusedBefore, setFocusedBefore] = useState<HTMLElement | null>(null);
  const [isMissing, setMissing] = useState(false);
  const Sheets = useLazyComponent(loadSheets, sheet !== null, () => {
    setSheet(null);
    setMissing(true);
  });

  useEffect(() => {
    function open(next: Sheet): void {
      setMissing(false);
      setFocusedBefore(document.activeElement instanceof HTMLElement ? document.activeElement : null);
      setOffered(offeredActions());
      setSheet(next);
    }

    function handleKeyDown(event: KeyboardEvent): void {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.repeat || target?.closest("[role=dialog], [role=menu]")) return;
      if (isPressed("Ctrl+K", event)) {
        event.preventDefault();
        open("actions");
        return;
      }
      if (isTyping(target) || !isInInbox(target)) return;
      const action = inboxActions.find((one) => "key" in one && isPressed(one.key, event));
      if (!action) return;
      event.preventDefault();
      if (action.id === "sheet") open("keys");
      else runInboxAction(action.id);
    }

    document.addEventListener("keydown", handleKeyDown);
    return () => document.removeEventListener("keydown", handleKeyDown);
  }, []);

  /** The dialog is gone and the focus is back at once: the next key may come before the next frame. */
  function close(chosen?: InboxActionId): void {
    flushSync(() => setSheet(chosen === "sheet" ? "keys" : null));
    if (chosen === "sheet") return;
    focusedBefore?.focus();
    if (chosen) runInboxAction(chosen);
  }

  return (
    <>
      {sheet && Sheets && <Sheets sheet={sheet} offered={offered} onClose={close} />}
      {isMissing && (
        <ErrorNotice
          title="The list could not be loaded"
          className="fixed top-16 right-4 z-40 max-w-[calc(100vw-32px)] border bg-surface shadow-float"
        >
          Try again with a connection; the keys work without it.
        </ErrorNotice>
      )}
    </>
  );
}
