import { CornerDownRight } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { SourceLink } from "@/components/ui/source-link";
import type { ChatMessage } from "@/lib/sessions/schema";

interface LastRoundProps {
  /** What a reviewer asked the claimant the last time. */
  question: string;
  askedBy: string;
  /** ISO 8601. */
  askedAt: string;
  /** What the claimant wrote after that; empty while they have not answered. */
  answers: ChatMessage[];
}

/** The last question of a reviewer to the claimant and the answer. It stays above the conversation. */
export function LastRound({ question, askedBy, askedAt, answers }: LastRoundProps) {
  return (
    <section
      aria-label="Last question and answer"
      className="grid shrink-0 gap-1 border-line border-b bg-sunken px-4 py-2 lg:max-h-40 lg:overflow-y-auto"
    >
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-ink-soft text-meta">
        <span>{askedBy} asked</span>
        <RelativeTime iso={askedAt} />
      </p>
      <p dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-wrap text-ink-soft">
        {question}
      </p>
      {answers.length === 0 && <p className="text-ink-faint">The claimant has not answered yet.</p>}
      {answers.map((message) => (
        <p key={message.id} className="flex items-start gap-1.5">
          <CornerDownRight aria-hidden className="mt-1 size-3.5 shrink-0 text-ink-faint" />
          <span dir="auto" className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap font-semibold">
            {message.text}
          </span>
          <SourceLink label="The answer" seq={message.seq} />
        </p>
      ))}
    </section>
  );
}
