import { RelativeTime } from "@/components/ui/relative-time";
import { GraphCanvas } from "@/components/workflows/graph/graph-canvas";
import type { CaseView } from "@/lib/inbox/schema";
import { Verdict } from "../decision/verdict";

/** The graph with the path taken, the reasons for a review, and earlier decisions. */
export function CaseSide({ reviewCase }: { reviewCase: CaseView }) {
  const { graph, path, question, reasons, history, claimantName } = reviewCase;
  return (
    <>
      <section aria-labelledby="position" className="flex flex-col lg:min-h-80 lg:flex-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 py-3">
          <h2 id="position" className="text-reading">
            Where it stands
          </h2>
          <p className="text-ink-faint text-meta">
            {graph.name}, version {graph.versionNumber}
          </p>
        </div>
        <GraphCanvas graph={graph} path={path} className="h-96 border-line border-y lg:h-auto lg:flex-1" />
      </section>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard
        tabIndex={0}
        aria-label="Why and history"
        className={
          "relative grid content-start gap-4 p-4 -outline-offset-2! lg:max-h-[45%] lg:shrink-0 " + "lg:overflow-y-auto"
        }
      >
        <div className="grid gap-1">
          <h2 className="text-reading">Why a person decides</h2>
          {reasons.length === 0 && (
            <p className="text-ink-soft">The workflow sends every claim of this kind to a person.</p>
          )}
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          <p className="text-ink-soft">{question}</p>
        </div>
        <div className="grid gap-2">
          <h2 className="text-reading">History</h2>
          {history.length === 0 && <p className="text-ink-soft">No earlier decisions on this claim.</p>}
          {history.map((decision) => (
            <div key={decision.id}>
              <p className="flex flex-wrap items-center gap-x-2">
                <Verdict verdict={decision.verdict} label={decision.verdictLabel} />{" "}
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
          {history.length > 0 && (
            <p className="text-ink-faint text-meta">{claimantName}’s answers are in the conversation.</p>
          )}
        </div>
      </section>
    </>
  );
}
