"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { readDraft, writeDraft } from "./draft";
import { mintMessageId } from "./sent-message";

interface MessageBox {
  box: RefObject<HTMLTextAreaElement | null>;
  /** Characters in the box. */
  length: number;
  /** Call after the person typed. */
  changed(): void;
  /** Takes a text on its way: the id to send it with. The box is emptied when the text came from it. */
  take(text: string, fromBox: boolean): string;
  /** The text did not reach the server, or nobody knows: back into the box; sent again unchanged it keeps its id. */
  giveBack(id: string, text: string): void;
}

interface MessageBoxOptions {
  sessionId: string;
  /** The server's id for the first message. */
  messageId: string;
  /** The messages the server has; what arrived is forgotten here. */
  arrived: { id: string }[];
}

/** The text in the composer's box: never lost (a draft in the tab's storage), never sent twice (ids stay with texts). */
export function useMessageBox({ sessionId, messageId, arrived }: MessageBoxOptions): MessageBox {
  const box = useRef<HTMLTextAreaElement>(null);
  const [length, setLength] = useState(0);
  const isRestored = useRef(false);
  const firstId = useRef<string | null>(messageId);
  /** A text in the box that may have reached the server already. */
  const attempt = useRef<{ id: string; text: string } | null>(null);

  function put(text: string) {
    if (box.current) box.current.value = text;
    setLength(text.length);
  }

  useEffect(() => {
    const draft = readDraft(sessionId);
    const hasArrived = draft.sent !== null && arrived.some((message) => message.id === draft.sent?.id);
    if (!isRestored.current) {
      isRestored.current = true;
      const lost = hasArrived ? null : draft.sent;
      // Words typed before hydration, or kept by the browser, win over the stored ones.
      const text = box.current?.value || [lost?.text, draft.text].filter(Boolean).join("\n");
      if (text === lost?.text) attempt.current = lost;
      if (box.current) box.current.value = text;
      setLength(text.length);
    }
    if (!hasArrived) return;
    if (attempt.current && attempt.current.id === draft.sent?.id) {
      if (box.current?.value === attempt.current.text) {
        box.current.value = "";
        setLength(0);
      }
      attempt.current = null;
    }
    writeDraft(sessionId, { text: box.current?.value ?? "", sent: null });
  }, [sessionId, arrived]);

  return {
    box,
    length,
    changed() {
      const text = box.current?.value ?? "";
      setLength(text.length);
      writeDraft(sessionId, { text, sent: readDraft(sessionId).sent });
    },
    take(text, fromBox) {
      const id = attempt.current?.text === text ? attempt.current.id : (firstId.current ?? mintMessageId());
      firstId.current = null;
      if (fromBox) {
        attempt.current = null;
        put("");
      }
      writeDraft(sessionId, { text: box.current?.value ?? "", sent: { id, text } });
      return id;
    },
    giveBack(id, text) {
      const typedSince = box.current?.value ?? "";
      put([text, typedSince].filter(Boolean).join("\n"));
      attempt.current = typedSince ? null : { id, text };
      writeDraft(sessionId, { text: typedSince, sent: { id, text } });
    },
  };
}
