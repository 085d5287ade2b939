import { CitedText } from "@/components/citations/cited-text";
import { cn } from "@/components/ui/cn";
import type { TrialMessage } from "@/lib/trials/schema";

const speakers = { user: "Claimant", assistant: "GraphFlow", system: "Note" };
const looks = {
  user: "ml-6 rounded-surface bg-accent-soft px-3 py-2 forced-colors:border",
  assistant: "mr-2",
  system: "text-ink-soft",
};

/** What was said in a test run. The words of models are never rendered as markup or links. */
export function TrialConversation({ messages }: { messages: readonly TrialMessage[] }) {
  if (messages.length === 0) return <p className="text-ink-soft text-meta">Nothing was said yet.</p>;
  return (
    <ol aria-label="Conversation" className="grid gap-3">
      {messages.map(({ seq, role, text, citations }) => (
        <li key={seq} className={cn("grid gap-0.5", looks[role])}>
          <strong className="text-ink-soft text-meta">{speakers[role]}</strong>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            <CitedText text={text} citations={citations} />
          </p>
        </li>
      ))}
    </ol>
  );
}
