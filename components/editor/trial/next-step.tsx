import { Button } from "@/components/ui/button";
import { ClaimantStep } from "./claimant-step";
import { ReviewerStep } from "./reviewer-step";
import { StepPanel } from "./step-panel";
import { SystemStep } from "./system-step";
import { TimeStep } from "./time-step";
import type { StepProps } from "./use-trial";

/** What is needed next: the claimant's message, a decision, the answer of another system, or time. */
export function NextStep({ view, trial, onRestart }: StepProps & { onRestart: () => void }) {
  switch (view.waitsFor) {
    case "claimant":
      return <ClaimantStep view={view} trial={trial} />;
    case "reviewer":
      return <ReviewerStep view={view} trial={trial} />;
    case "system":
      return view.request && <SystemStep request={view.request} trial={trial} />;
    case "time":
      return <TimeStep view={view} trial={trial} />;
    default:
      return (
        <StepPanel heading="The test run has ended" refusal={null}>
          <Button size="sm" className="justify-self-start" isPending={trial.isPending} onClick={onRestart}>
            Start again
          </Button>
        </StepPanel>
      );
  }
}
