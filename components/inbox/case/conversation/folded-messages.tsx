import { ChevronRight } from "lucide-react";
import type { ChatMessage } from "@/lib/sessions/schema";
import { summaryOf } from "./group-messages";
import { Message } from "./message";

/** Messages of the assistant, folded to one line. */
export function FoldedMessages({ messages }: { messages: ChatMessage[] }) {
  return (
    <details className="group">
      <summary
        className={
          "flex min-h-6 list-none items-center gap-1.5 rounded-control px-2 text-ink-faint text-meta " +
          "hover:bg-sunken hover:text-ink [&::-webkit-details-marker]:hidden"
        }
      >
        <ChevronRight aria-hidden className="size-3 shrink-0 transition-transform group-open:rotate-90" />
        <span className="shrink-0 font-semibold">Assistant{messages.length > 1 && ` (${messages.length})`}</span>
        <span className="min-w-0 truncate group-open:invisible">{summaryOf(messages)}</span>
      </summary>
      <div className="grid gap-1 pt-1 pl-3">
        {messages.map((message) => (
          <Message key={message.id} message={message} speaker="Assistant" />
        ))}
      </div>
    </details>
  );
}
