import type { CaseView } from "@/lib/inbox/schema";
import { EarlierDecisions } from "./earlier-decisions";
import { GraphOnDemand } from "./graph-on-demand";
import { Notes } from "./notes";
import { OtherCases } from "./other-cases";
import { Priority } from "./priority";
import { StepList } from "./step-list";
import { Why } from "./why";

/** Why a person decides and what, where the case stands, earlier decisions, notes, and the claimant's other cases. */
export function CaseBackground({ reviewCase }: { reviewCase: CaseView }) {
  const { graph, path, question, reasons, history } = reviewCase;
  return (
    <aside aria-label="Graph and history" className="relative grid content-start gap-5 px-4 py-3 lg:overflow-y-auto">
      <Why reasons={reasons} question={question} graph={graph} path={path} />
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
      <Priority parts={reviewCase.priorityParts} points={reviewCase.priority} tags={reviewCase.tags} />
      <EarlierDecisions history={history} approvals={reviewCase.approvalsGiven} />
      <Notes caseId={reviewCase.caseId} notes={reviewCase.notes} people={reviewCase.colleagues} />
      <OtherCases cases={reviewCase.otherCases} claimantName={reviewCase.claimantName} />
    </aside>
  );
}
