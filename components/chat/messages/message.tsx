import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";
import { messageAnchor } from "@/components/ui/message-anchor";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChatMessage } from "@/lib/sessions/schema";

interface MessageProps {
  author: ChatMessage["role"];
  /** Its place in the conversation, for links to it; not known yet of one that is on its way. */
  seq?: number;
  /** When it was said, ISO 8601; not known yet of one that is on its way. */
  saidAt?: string;
  /** Plain text: both the claimant's words and the model's are shown as they are, never as markup or links. */
  children: ReactNode;
}

const names = { user: "You", assistant: "GraphFlow", system: "Note" };
const spoken = { user: "You said: ", assistant: "GraphFlow said: ", system: "" };
const looks = {
  user: "ml-auto w-fit max-w-[85%] rounded-surface bg-accent-soft px-4 py-2 text-reading forced-colors:border",
  assistant: "max-w-prose text-reading",
  system: "mx-auto max-w-prose text-balance py-1 text-center text-body text-ink-soft",
};

/** One message of the conversation, an article named by who said it and when. */
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
        {/* Its own direction, or it would decide the one of the words. */}
        <span dir="ltr" className="sr-only">
          {spoken[author]}
        </span>
        {children}
      </p>
      {saidAt && <RelativeTime id={`${id}when`} iso={saidAt} className="sr-only" />}
    </article>
  );
}
