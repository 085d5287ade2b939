import { RelativeTime } from "@/components/ui/relative-time";
import type { ApprovalView, DecisionView } from "@/lib/inbox/schema";
import { wordsOf } from "../../decision/decision-words";
import { Verdict } from "../../decision/verdict";

/** The decisions of earlier rounds and the approvals given so far, with who, when and why. */
export function EarlierDecisions({ history, approvals }: { history: DecisionView[]; approvals: ApprovalView[] }) {
  return (
    <section aria-labelledby="history" className="grid gap-2">
      <h2 id="history" className="text-reading">
        History
      </h2>
      {history.length + approvals.length === 0 && <p className="text-ink-soft">No earlier decisions on this case.</p>}
      {history.map((decision) => (
        <Entry
          key={decision.id}
          verdict={decision.verdict}
          label={decision.verdictLabel}
          by={decision.decidedBy}
          at={decision.decidedAt}
          words={wordsOf(decision)}
        />
      ))}
      {approvals.map(({ by, at, reason }) => (
        <Entry key={by.id} verdict="approve" label="Approval given" by={by.name} at={at} words={reason} />
      ))}
    </section>
  );
}

interface EntryProps {
  verdict: string;
  label: string;
  by: string;
  /** ISO 8601. */
  at: string;
  words: string | null;
}

function Entry({ verdict, label, by, at, words }: EntryProps) {
  return (
    <div>
      <p className="flex flex-wrap items-center gap-x-2">
        <Verdict verdict={verdict} label={label} />{" "}
        <span className="text-ink-soft text-meta">
          by {by}, <RelativeTime iso={at} />
        </span>
      </p>
      {words && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink-soft">
          {words}
        </p>
      )}
    </div>
  );
}
