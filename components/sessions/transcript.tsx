import { Flag } from "lucide-react";
import { CitedText } from "@/components/citations/cited-text";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ChatMessage } from "@/lib/sessions/schema";

/** The conversation for staff. The words of claimants and models are never rendered as markup or links. */
export function Transcript({ messages, claimantName }: { messages: ChatMessage[]; claimantName: string }) {
  if (messages.length === 0) return <p className="text-ink-soft">No messages yet.</p>;
  const speakers = { user: claimantName, assistant: "Assistant", system: "Note" };
  return (
    <ol className="grid gap-4">
      {messages.map((message) => (
        <li key={message.seq} className="grid gap-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-meta">
            <strong>{speakers[message.role]}</strong>
            <RelativeTime iso={message.createdAt} className="text-ink-faint" />
          </p>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            <CitedText text={message.text} citations={message.citations} />
          </p>
          {message.flags.length > 0 && (
            <p className="flex flex-wrap gap-1">
              {message.flags.map((flag) => (
                <Badge key={flag} tone="waiting">
                  <Flag aria-hidden />
                  {flag}
                </Badge>
              ))}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
