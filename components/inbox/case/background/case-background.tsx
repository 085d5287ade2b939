import type { ReviewCase } from "@/lib/inbox/schema";
import { EarlierDecisions } from "./earlier-decisions";
import { GraphOnDemand } from "./graph-on-demand";
import { StepList } from "./step-list";
import { Why } from "./why";

/** Why a person decides, where the case stands in its workflow, and earlier decisions. */
export function CaseBackground({ reviewCase }: { reviewCase: ReviewCase }) {
  const { graph, path, question, reasons, history } = reviewCase;
  return (
    <aside aria-label="Graph and history" className="relative grid content-start gap-5 px-4 py-3 lg:overflow-y-auto">
      <Why reasons={reasons} question={question} />
      <section aria-labelledby="position" className="grid gap-2">
        <div>
          <h2 id="position" className="text-reading">
            Where it stands
          </h2>
          <p className="text-ink-faint text-meta">
            {graph.name}, version {graph.versionNumber}
          </p>
        </div>
        <StepList graph={graph} path={path} />
        <GraphOnDemand graph={graph} path={path} />
      </section>
      <EarlierDecisions history={history} />
    </aside>
  );
}
