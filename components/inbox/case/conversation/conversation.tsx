"use client";

import { useState } from "react";
import type { ChatMessage } from "@/lib/sessions/schema";
import { FoldedMessages } from "./folded-messages";
import { groupMessages } from "./group-messages";
import { Message } from "./message";

interface ConversationProps {
  messages: ChatMessage[];
  claimantName: string;
  /** The questions of reviewers: they are shown in full. */
  questions: string[];
  /** The newest message that the reviewer had seen before this visit; null on the first one. */
  seenBefore: number | null;
}

/**
 * The conversation as plain text: the words of claimants and models never become markup or links. It opens at its
 * newest message: a reversed column begins at its end, also before scripts have loaded.
 */
export function Conversation({ messages, claimantName, questions, seenBefore }: ConversationProps) {
  const speakers = { user: claimantName, assistant: "Assistant", system: "Note" };
  const parts = groupMessages(messages, questions);
  const firstSeq = (part: (typeof parts)[number]) =>
    part.type === "message" ? part.message.seq : (part.messages.at(-1)?.seq ?? 0);
  // Kept until the page is left: the server stores at once that the messages were seen.
  const [seenUpTo] = useState(seenBefore ?? messages.at(-1)?.seq ?? 0);
  const firstNew = parts.find((part) => firstSeq(part) > seenUpTo);
  return (
    <section
      aria-labelledby="conversation"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard
      tabIndex={0}
      className="flex min-h-0 flex-1 flex-col-reverse -outline-offset-2! lg:overflow-y-auto"
    >
      {/* The margin keeps a short conversation at the top. */}
      <div className="mb-auto grid grid-cols-[minmax(0,1fr)] content-start gap-1 px-4 py-3">
        <h2 id="conversation" className="flex min-h-8 items-center text-reading">
          Conversation
        </h2>
        <div
          role="log"
          aria-label="Conversation"
          aria-live="off"
          className="-mx-2 grid grid-cols-[minmax(0,1fr)] gap-2"
        >
          {messages.length === 0 && <p className="px-2 text-ink-soft">Nothing has been said yet.</p>}
          {parts.map((part) => (
            <div key={firstSeq(part)} className="grid grid-cols-[minmax(0,1fr)] gap-2">
              {part === firstNew && <NewLine />}
              {part.type === "message" ? (
                <Message message={part.message} speaker={speakers[part.message.role]} />
              ) : (
                <FoldedMessages messages={part.messages} />
              )}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function NewLine() {
  return (
    <p className="flex items-center gap-2 px-2 font-semibold text-accent text-meta">
      New since you looked
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </p>
  );
}
