import { ChevronRight, PencilLine } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusIcon } from "@/components/ui/status";
import { describeDuration } from "@/components/workflows/words/describe-duration";
import type { StepView } from "@/lib/sessions/schema";
import { describeAction } from "./status-names";
import { StepChanges } from "./step-changes";

interface StepListProps {
  steps: StepView[];
  selectedTaskId: string | null;
  onSelect: (taskId: string) => void;
}

/** The committed steps in order. One is open at a time and shows its response and changes. Works without scripts. */
export function StepList({ steps, selectedTaskId, onSelect }: StepListProps) {
  if (steps.length === 0) return <p className="text-ink-soft">Nothing has run yet. The first step appears here.</p>;
  return (
    <ol aria-label="Steps" className="grid gap-1">
      {steps.map((step) => (
        <li key={step.seq}>
          <details
            name="step"
            onToggle={(event) => event.currentTarget.open && onSelect(step.taskId)}
            className={cn("group rounded-control", step.taskId === selectedTaskId && "bg-accent-soft")}
          >
            <summary
              className={
                "flex list-none items-start gap-2 rounded-control px-2 py-1.5 hover:bg-sunken " +
                "[&::-webkit-details-marker]:hidden"
              }
            >
              <StepMark step={step} />
              <span className="min-w-0 grow">
                <span className="block font-semibold">
                  {step.seq}. {step.taskLabel}
                </span>
                {step.statusMessage && <span className="wrap-anywhere block">{step.statusMessage}</span>}
                <span className={cn("block text-meta", step.taskId === selectedTaskId ? "text-ink" : "text-ink-soft")}>
                  {describeStep(step).join(" · ")}
                </span>
              </span>
              <ChevronRight
                aria-hidden
                className="mt-0.5 size-4 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
              />
            </summary>
            <StepDetails step={step} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ step }: { step: StepView }) {
  if (step.status === "saved") return <PencilLine aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-soft" />;
  const tone = ({ done: "done", stopped: "cancelled", failed: "failed" } as const)[step.status];
  return <StatusIcon tone={tone} className="mt-0.5" />;
}

function describeStep(step: StepView): string[] {
  const tokens = (step.inputTokens ?? 0) + (step.outputTokens ?? 0);
  return [
    { done: "", failed: "failed", stopped: "stopped, nothing was kept", saved: "changed by hand" }[step.status],
    step.action ? describeAction(step.action) : "",
    step.cached ? "known from before" : describeDuration(step.durationMs),
    step.children.length > 0 ? `${step.children.length} parts at once` : "",
    step.attempt > 1 ? `attempt ${step.attempt}` : "",
    tokens > 0 ? `${tokens.toLocaleString("en-US")} tokens` : "",
  ].filter(Boolean);
}

function StepDetails({ step }: { step: StepView }) {
  return (
    <div className="grid gap-2 px-2 pt-1 pb-3 pl-8 text-meta">
      {step.errorMessage && <p className="wrap-anywhere text-attention">{step.errorMessage}</p>}
      {step.response && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap border-edge border-l-2 pl-2">
          {step.response}
        </p>
      )}
      {step.children.length > 0 && (
        <ul aria-label="Parts" className="grid gap-1">
          {step.children.map((child) => (
            <li key={child.taskId} className="wrap-anywhere">
              <span className="font-semibold">{child.taskId}</span> · {describeDuration(child.durationMs)}
              {child.error && <span className="text-attention"> · {child.error.message}</span>}
              {child.response && (
                <span dir="auto" className="block text-ink-soft">
                  {child.response}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <StepChanges changes={step.changes} />
      <p className="text-ink-soft">
        Attempt {step.attempt}
        {step.modelId && ` · ${step.modelId}`}
        {step.inputTokens !== null && ` · ${step.inputTokens} tokens in, ${step.outputTokens ?? 0} out`} ·{" "}
        <RelativeTime iso={step.createdAt} />
      </p>
    </div>
  );
}
