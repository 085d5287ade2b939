import { Button } from "@/components/ui/button";
import { ClaimantStep } from "./claimant-step";
import { ReviewerStep } from "./reviewer-step";
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
        <div className="grid justify-items-start gap-2 rounded-surface bg-sunken p-3">
          <p>The test run has ended.</p>
          <Button size="sm" isPending={trial.isPending} onClick={onRestart}>
            Start again
          </Button>
        </div>
      );
  }
}
