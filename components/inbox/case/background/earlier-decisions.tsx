import { RelativeTime } from "@/components/ui/relative-time";
import type { DecisionView } from "@/lib/inbox/schema";
import { Verdict } from "../../decision/verdict";

/** The decisions of earlier rounds, with who, when and why. */
export function EarlierDecisions({ history }: { history: DecisionView[] }) {
  return (
    <section aria-labelledby="history" className="grid gap-2">
      <h2 id="history" className="text-reading">
        History
      </h2>
      {history.length === 0 && <p className="text-ink-soft">No earlier decisions on this claim.</p>}
      {history.map((decision) => (
        <div key={decision.id}>
          <p className="flex flex-wrap items-center gap-x-2">
            <Verdict verdict={decision.verdict} />{" "}
            <span className="text-ink-soft text-meta">
              by {decision.decidedBy}, <RelativeTime iso={decision.decidedAt} />
            </span>
          </p>
          {decision.reason && (
            <p dir="auto" className="wrap-anywhere whitespace-pre-wrap text-ink-soft">
              {decision.reason}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
