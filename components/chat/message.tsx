import type { ReactNode } from "react";
import type { ChatMessage } from "@/lib/sessions/schema";

interface MessageProps {
  author: ChatMessage["role"];
  /** Plain text: both the claimant's words and the model's are shown as they are, never as markup or links. */
  children: ReactNode;
}

const spoken = { user: "You said: ", assistant: "GraphFlow said: ", system: "" };

/** One message of the conversation. */
export function Message({ author, children }: MessageProps) {
  if (author === "system") {
    return <p className="mx-auto max-w-prose text-balance py-1 text-center text-body text-ink-soft">{children}</p>;
  }
  return (
    <div
      className={
        author === "user"
          ? "ml-auto w-fit max-w-[85%] whitespace-pre-wrap break-words rounded-surface bg-accent-soft px-4 py-2 text-reading"
          : "max-w-prose whitespace-pre-wrap break-words text-reading"
      }
    >
      <span className="sr-only">{spoken[author]}</span>
      {children}
    </div>
  );
}
