import { Flag } from "lucide-react";
import { CitedText } from "@/components/citations/cited-text";
import { cn } from "@/components/ui/cn";
import { messageAnchor } from "@/components/ui/message-anchor";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChatMessage } from "@/lib/sessions/schema";

/** One message as plain text. A link of a fact focuses it, and the focus marks it. */
export function Message({ message, speaker }: { message: ChatMessage; speaker: string }) {
  const isClaimant = message.role === "user";
  return (
    <article
      id={messageAnchor(message.seq)}
      tabIndex={-1}
      aria-label={`Message ${message.seq}, ${speaker}`}
      className={
        "grid gap-0.5 rounded-control border-transparent border-l-2 px-2 py-1 target:border-accent " +
        "target:bg-accent-soft focus:border-accent focus:bg-accent-soft"
      }
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-meta">
        <strong className={isClaimant ? "text-ink" : "text-ink-soft"}>{speaker}</strong>
        <span className="text-ink-faint">
          {message.seq} · <RelativeTime iso={message.createdAt} />
        </span>
      </p>
      <p
        dir="auto"
        className={cn("wrap-anywhere max-w-prose whitespace-pre-wrap", isClaimant ? "text-ink" : "text-ink-soft")}
      >
        <CitedText text={message.text} citations={message.citations} />
      </p>
      {message.flags.map((flag) => (
        <p key={flag} className="flex items-start gap-1 text-attention text-meta">
          <Flag aria-hidden className="mt-0.5 size-3 shrink-0" />
          Read with care: {flag}
        </p>
      ))}
    </article>
  );
}
