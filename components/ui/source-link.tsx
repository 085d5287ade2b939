"use client";

import { Quote } from "lucide-react";
import type { MouseEvent } from "react";
import { messageAnchor } from "./message-anchor";

/** A link from a fact to its source message. It focuses the message, and the focus marks it. */
export function SourceLink({ label, seq, children }: { label: string; seq: number; children?: string }) {
  function show(event: MouseEvent) {
    const message = document.getElementById(messageAnchor(seq));
    if (!message) return;
    event.preventDefault();
    // A message that is folded cannot take the focus.
    message.closest("details")?.setAttribute("open", "");
    message.scrollIntoView({ block: "center" });
    message.focus({ preventScroll: true });
  }

  return (
    <a
      href={`#${messageAnchor(seq)}`}
      onClick={show}
      aria-label={
        children ? `${children}: ${label}, message ${seq}` : `${label}: show message ${seq}, where this comes from`
      }
      title="Show the message this comes from"
      className={
        "inline-flex h-6 shrink-0 items-center gap-1 whitespace-nowrap rounded-control px-1.5 " +
        "text-ink-faint text-meta transition-colors hover:bg-sunken hover:text-ink"
      }
    >
      <Quote aria-hidden className="size-3" />
      {children ?? `Message ${seq}`}
    </a>
  );
}
