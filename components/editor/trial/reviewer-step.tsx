import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { WaitForm } from "@/lib/tasks/schema";
import { FactEdits } from "./fact-edits";
import { StepFacts } from "./step-facts";
import { StepPanel } from "./step-panel";
import type { StepProps } from "./use-trial";
import { WordsField } from "./words-field";

type DecisionForm = Extract<WaitForm, { type: "decision" }>;

/** The reviewer's decision, with the buttons that reviewers of this workflow have. */
export function ReviewerStep({ view, trial }: StepProps) {
  const { form, facts, reasons, notes } = view;
  const [texts, setTexts] = useState({ reason: "", question: "" });
  const [edits, setEdits] = useState<Record<string, string>>({});
  const [isAsking, setAsking] = useState(false);
  const { isPending, refusal, give } = trial;
  if (form?.type !== "decision") return null;
  const decide = (verdict: string) =>
    give({
      ...{ type: "decision", verdict },
      ...(texts.reason.trim() && { reason: texts.reason }),
      ...(verdict === "request_information" && texts.question.trim() && { question: texts.question }),
      ...(Object.keys(edits).length > 0 && { edits }),
    });
  const ask = () => {
    if (isAsking) void decide("request_information");
    setAsking(true);
  };
  const fields = refusal?.fields ?? {};
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
      <FactEdits facts={facts} edits={edits} problems={fields} onChange={setEdits} />
      {isAsking && (
        <WordsField
          name="Question"
          problem={fields.question}
          value={texts.question}
          onChange={(question) => setTexts({ ...texts, question })}
        />
      )}
      <WordsField
        name="Reason"
        hint={reasonHint(form)}
        problem={fields.reason ?? fields.verdict}
        value={texts.reason}
        onChange={(reason) => setTexts({ ...texts, reason })}
      />
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

/** The decisions that need a reason, in words; "" for none. */
function reasonHint({ reasonRequiredTo, outcomes }: DecisionForm): string {
  const names: Record<string, string> = { approve: "Approve", reject: "Reject", request_information: "" };
  const own = new Map(outcomes.map(({ id, label }) => [id, label]));
  const needed = reasonRequiredTo.map((verdict) => names[verdict] ?? own.get(verdict) ?? "").filter(Boolean);
  return needed.length > 0 ? `Required for: ${needed.join(", ")}.` : "";
}
