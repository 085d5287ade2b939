import { Flag } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { messageAnchor } from "@/components/ui/message-anchor";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChatMessage } from "@/lib/sessions/schema";

interface ConversationProps {
  messages: ChatMessage[];
  claimantName: string;
}

/**
 * The conversation as plain text: the words of claimants and models never become markup or links. A link of a fact
 * focuses its message, and the focus marks it.
 */
export function Conversation({ messages, claimantName }: ConversationProps) {
  const speakers = { user: claimantName, assistant: "Assistant", system: "Note" };
  return (
    <section aria-labelledby="conversation" className="grid content-start gap-3">
      <h2 id="conversation" className="flex min-h-9 items-center text-reading">
        Conversation
      </h2>
      <div role="log" aria-label="Conversation" aria-live="off" className="-mx-2 grid gap-2">
        {messages.length === 0 && <p className="px-2 text-ink-soft">Nothing has been said yet.</p>}
        {messages.map((message) => (
          <article
            key={message.id}
            id={messageAnchor(message.seq)}
            tabIndex={-1}
            aria-label={`Message ${message.seq}, ${speakers[message.role]}`}
            className={
              "grid gap-0.5 rounded-control border-transparent border-l-2 px-2 py-1 target:border-accent " +
              "target:bg-accent-soft focus:border-accent focus:bg-accent-soft"
            }
          >
            <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-meta">
              <strong className={message.role === "user" ? "text-ink" : "text-ink-faint"}>
                {speakers[message.role]}
              </strong>
              <span className="text-ink-faint">
                {message.seq} · <RelativeTime iso={message.createdAt} />
              </span>
            </p>
            <p
              dir="auto"
              className={cn(
                "wrap-anywhere max-w-prose whitespace-pre-wrap",
                message.role === "user" ? "text-ink" : "text-ink-soft",
              )}
            >
              {message.text}
            </p>
            {message.flags.map((flag) => (
              <p key={flag} className="flex items-start gap-1 text-attention text-meta">
                <Flag aria-hidden className="mt-0.5 size-3 shrink-0" />
                Read with care: {flag}
              </p>
            ))}
          </article>
        ))}
      </div>
    </section>
  );
}
