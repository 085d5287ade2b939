import { StepChanges } from "@/components/sessions/step-changes";
import type { TrialView } from "@/lib/trials/schema";
import { useEditor } from "../store/store";

/** What the run has done so far: its steps with what each changed, and the values of the context. */
export function TrialHistory({ view: { steps, values } }: { view: TrialView }) {
  const inspect = useEditor((state) => state.inspect);
  const entries = Object.entries(values).map(([key, value]) => ({ key, value }));
  return (
    <div className="grid gap-1">
      <details>
        <summary className={summaryClasses}>Steps ({steps.length})</summary>
        <ol className="grid gap-3 pt-2">
          {steps.map(({ seq, taskId, taskLabel, statusMessage, errorMessage, changes }) => (
            <li key={seq} className="grid gap-1 text-meta">
              <button
                type="button"
                onClick={() => inspect({ taskId, focuses: true })}
                className="wrap-anywhere justify-self-start text-left font-semibold text-accent hover:underline"
              >
                {seq}. {taskLabel}
              </button>
              {(errorMessage ?? statusMessage) && (
                <p dir="auto" className={errorMessage ? "wrap-anywhere text-attention" : "wrap-anywhere text-ink-soft"}>
                  {errorMessage ?? statusMessage}
                </p>
              )}
              {changes.length > 0 && <StepChanges changes={changes} />}
            </li>
          ))}
        </ol>
      </details>
      <details>
        <summary className={summaryClasses}>Values ({entries.length})</summary>
        <div className="pt-2 text-meta">
          <StepChanges changes={entries} />
        </div>
      </details>
    </div>
  );
}

const summaryClasses = "cursor-pointer py-1 font-semibold text-body";
