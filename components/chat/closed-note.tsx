"use client";

import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { SessionWord } from "@/lib/engine/definition-kit";
import { lowerFirst } from "@/lib/words";
import { readDraft } from "./messages/draft";

interface ClosedNoteProps {
  sessionId: string;
  /** The claim was open when the page was rendered first. */
  hasJustClosed: boolean;
  word: SessionWord;
  /** The name of the person's own list: "My claims". */
  backTo: string;
  /** The reference of a decided claim, to name in a new one; null for other claims. */
  reference: string | null;
}

/** Replaces the composer when the claim is closed. Shows text that was typed and not sent, to copy. */
export function ClosedNote({ sessionId, hasJustClosed, word, backTo, reference }: ClosedNoteProps) {
  const [unsent, setUnsent] = useState("");
  const note = useRef<HTMLDivElement>(null);

  useEffect(() => setUnsent(readDraft(sessionId).text), [sessionId]);
  useEffect(() => {
    // The box or the dialog that had the focus is gone; without this the focus would be lost.
    if (hasJustClosed && document.activeElement === document.body) note.current?.focus({ preventScroll: true });
  }, [hasJustClosed]);

  return (
    <div
      ref={note}
      tabIndex={-1}
      className={
        "grid shrink-0 gap-2 border-t bg-canvas px-4 py-4 text-center text-ink-soft focus-visible:-outline-offset-2 " +
        "lg:col-start-1 lg:row-start-2"
      }
    >
      <p>
        This {word.one} is closed.{" "}
        <Link href="/claims" className="text-accent underline">
          {`Back to ${lowerFirst(backTo)}`}
        </Link>
      </p>
      {reference && (
        <p>
          To write to us about it, start a new {word.one} and name{" "}
          <span className="whitespace-nowrap">{reference}</span>.
        </p>
      )}
      {unsent && (
        <>
          <p>What you typed was not sent. It is kept here for you to copy:</p>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink">
            {unsent}
          </p>
        </>
      )}
    </div>
  );
}
