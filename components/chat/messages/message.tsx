import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { messageAnchor } from "@/components/ui/message-anchor";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChatMessage } from "@/lib/sessions/schema";

interface MessageProps {
  author: ChatMessage["role"];
  /** Its number in the conversation, for links to it; undefined until it is stored. */
  seq?: number;
  /** When it was stored, ISO 8601; undefined until then. */
  saidAt?: string;
  /** Plain text, with the buttons of citations. Words of claimants and models are never rendered as markup or links. */
  children: ReactNode;
}

const names = { user: "You", assistant: "GraphFlow", system: "Note" };
const spoken = { user: "You said: ", assistant: "GraphFlow said: ", system: "" };
const looks = {
  user: "ml-auto w-fit max-w-[85%] rounded-surface bg-accent-soft px-4 py-2 text-reading forced-colors:border",
  assistant: "max-w-prose text-reading",
  system: "mx-auto max-w-prose text-balance py-1 text-center text-body text-ink-soft",
};

/** One message of the conversation: an article named by its author and time. */
export function Message({ author, seq, saidAt, children }: MessageProps) {
  const id = useId();
  return (
    <article
      id={seq === undefined ? undefined : messageAnchor(seq)}
      tabIndex={seq === undefined ? undefined : -1}
      aria-labelledby={`${id}who ${id}when`}
      className={cn(looks[author], "focus:rounded-control focus:outline-2 focus:outline-accent focus:outline-offset-4")}
    >
      <span id={`${id}who`} hidden>
        {names[author]}
      </span>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {/* With its own direction, because dir="auto" reads the first letters. */}
        <span dir="ltr" className="sr-only">
          {spoken[author]}
        </span>
        {children}
      </p>
      {saidAt && <RelativeTime id={`${id}when`} iso={saidAt} className="sr-only" />}
    </article>
  );
}
