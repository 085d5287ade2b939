import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";
import { StepFacts } from "./step-facts";
import { StepPanel } from "./step-panel";
import type { StepProps } from "./use-trial";

/** The reviewer's decision, with the buttons that reviewers of this workflow have. */
export function ReviewerStep({ view: { form, facts, reasons, notes }, trial }: StepProps) {
  const [reason, setReason] = useState("");
  const [question, setQuestion] = useState("");
  const [isAsking, setAsking] = useState(false);
  const { isPending, refusal, give } = trial;
  if (form?.type !== "decision") return null;
  const decide = (verdict: string) => give({ type: "decision", verdict, ...(reason && { reason }) });
  const ask = () => {
    if (isAsking) void give({ type: "decision", verdict: "request_information", question });
    setAsking(true);
  };
  const fields = refusal?.fields ?? {};
  const others = Object.entries(fields).filter(([key]) => key !== "reason" && key !== "question");
  return (
    <StepPanel heading="You are the reviewer" refusal={refusal}>
      <p dir="auto" className="wrap-anywhere">
        {form.question}
      </p>
      {[...reasons, ...notes].map((words) => (
        <p key={words} className="wrap-anywhere text-ink-soft text-meta">
          {words}
        </p>
      ))}
      <StepFacts facts={facts} />
      {isAsking && (
        <Field id="test-run-question" label="Question" error={fields.question}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              value={question}
              onChange={({ target }) => setQuestion(target.value)}
              className="min-h-11"
            />
          )}
        </Field>
      )}
      <Field id="test-run-reason" label="Reason" hint="Required to reject." error={fields.reason}>
        {(control) => (
          <Textarea
            {...control}
            rows={1}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            className="min-h-11"
          />
        )}
      </Field>
      {others.map(([key, problem]) => (
        <p key={key} role="alert" className="text-attention">
          {problem}
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" isPending={isPending} onClick={() => decide("approve")}>
          Approve
        </Button>
        <Button size="sm" variant="danger" isPending={isPending} onClick={() => decide("reject")}>
          Reject
        </Button>
        <Button size="sm" isPending={isPending} onClick={ask}>
          Request information
        </Button>
        {form.outcomes.map(({ id, label, tone }) => (
          <Button
            key={id}
            size="sm"
            variant={tone === "negative" ? "danger" : undefined}
            isPending={isPending}
            onClick={() => decide(id)}
          >
            {label}
          </Button>
        ))}
      </div>
    </StepPanel>
  );
}
