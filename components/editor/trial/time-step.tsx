import { Button } from "@/components/ui/button";
import { describeDuration } from "@/components/workflows/words/describe-duration";
import { StepPanel } from "./step-panel";
import type { StepProps } from "./use-trial";

/** Time passes: a timer runs out, a failed task is tried again, or a paused session goes on. */
export function TimeStep({ view: { status, error, waitMs }, trial: { isPending, give } }: StepProps) {
  const when = waitMs ? ` in ${describeDuration(waitMs)}` : "";
  const [words, button] = {
    waiting: [`The session goes on${when}.`, "Let the time pass"],
    failed: [`A task has failed.${when && ` It is tried again${when}.`}`, "Try again now"],
    paused: ["The session is paused.", "Go on"],
    completed: ["", ""],
  }[status];
  return (
    <StepPanel heading="Time passes" refusal={null}>
      <p>{words}</p>
      {error && (
        <p dir="auto" className="wrap-anywhere text-attention">
          {error}
        </p>
      )}
      <Button className="justify-self-start" isPending={isPending} onClick={() => give({ type: "time" })}>
        {button}
      </Button>
    </StepPanel>
  );
}
