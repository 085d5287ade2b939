"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { createId } from "@/components/ui/requests/create-id";
import { readDraft, writeDraft } from "./draft";

interface MessageBox {
  box: RefObject<HTMLTextAreaElement | null>;
  /** Characters in the box. */
  length: number;
  /** Call on every input event. */
  handleInput(): void;
  /** Returns the id to send the text with. Empties the box when the text came from it. */
  startSending(text: string, source: { isFromBox: boolean }): string;
  /** Puts a text that may not have reached the server back into the box. Sent again unchanged, it keeps its id. */
  restore(id: string, text: string): void;
}

interface MessageBoxOptions {
  sessionId: string;
  /** The server's id for the first message. */
  messageId: string;
  /** The messages that the server has. They are removed from the draft. */
  arrived: { id: string }[];
}

/**
 * The text of the message box. A draft in the tab's storage keeps it; an id per text keeps it from being sent twice.
 */
export function useMessageBox({ sessionId, messageId, arrived }: MessageBoxOptions): MessageBox {
  const box = useRef<HTMLTextAreaElement>(null);
  const [length, setLength] = useState(0);
  const isRestored = useRef(false);
  const firstId = useRef<string | null>(messageId);
  /** A text in the box that may have reached the server. */
  const attempt = useRef<{ id: string; text: string } | null>(null);

  function setText(text: string) {
    if (box.current) box.current.value = text;
    setLength(text.length);
  }

  useEffect(() => {
    const draft = readDraft(sessionId);
    const hasArrived = draft.sent !== null && arrived.some((message) => message.id === draft.sent?.id);
    if (!isRestored.current) {
      isRestored.current = true;
      const unsent = hasArrived ? null : draft.sent;
      // Text typed before hydration, or kept by the browser, wins over the stored draft.
      const text = box.current?.value || [unsent?.text, draft.text].filter(Boolean).join("\n");
      if (text === unsent?.text) attempt.current = unsent;
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
    handleInput() {
      const text = box.current?.value ?? "";
      setLength(text.length);
      writeDraft(sessionId, { text, sent: readDraft(sessionId).sent });
    },
    startSending(text, { isFromBox }) {
      const id = attempt.current?.text === text ? attempt.current.id : (firstId.current ?? createId());
      firstId.current = null;
      if (isFromBox) {
        attempt.current = null;
        setText("");
      }
      writeDraft(sessionId, { text: box.current?.value ?? "", sent: { id, text } });
      return id;
    },
    restore(id, text) {
      const typedSince = box.current?.value ?? "";
      setText([text, typedSince].filter(Boolean).join("\n"));
      attempt.current = typedSince ? null : { id, text };
      writeDraft(sessionId, { text: typedSince, sent: { id, text } });
    },
  };
}
