import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseEditView } from "@/lib/inbox/schema";
import type { Fact } from "@/lib/tasks/schema";

interface FactHistoryProps {
  fact: Fact;
  history: CaseEditView[];
  viewerId: string;
}

/** What a fact was and who corrected it, folded. */
export function FactHistory({ fact, history, viewerId }: FactHistoryProps) {
  return (
    <details className="text-meta">
      <summary className="min-h-6 w-fit rounded-control text-ink-faint hover:text-ink">
        History<span className="sr-only"> of {fact.label}</span>
      </summary>
      <ol className="grid gap-1 border-l pl-2 text-ink-soft">
        <li dir="auto" className="wrap-anywhere">
          {history[0]?.before ?? "Not known"}, as the claimant stated
        </li>
        {history.map((edit) => (
          <li key={edit.at}>
            <span dir="auto" className="wrap-anywhere">
              {edit.after ?? "Correction taken back"}
            </span>{" "}
            by {edit.by.id === viewerId ? "you" : edit.by.name}, <RelativeTime iso={edit.at} />
          </li>
        ))}
      </ol>
    </details>
  );
}
