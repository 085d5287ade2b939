"use client";

import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import { decisionLabels } from "@/lib/inbox/describe-decision";
import type { CaseView } from "@/lib/inbox/schema";
import { useDecision } from "../decision-context";
import { ReasonCode } from "./reason-code";

/** The reason of a decision: a code from the list, which begins the text, and the text that the claimant reads. */
export function ReasonFields({ reviewCase, problem }: { reviewCase: CaseView; problem?: string }) {
  const { texts, setText } = useDecision();
  const { answers } = reviewCase.form;
  const labels = decisionLabels(answers);
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <Label htmlFor="reason">{labels.reason}</Label>
        <p id="reason-hint" className="text-ink-faint text-meta max-sm:sr-only">
          {reviewCase.claimantName} reads it. {labels.needed}
        </p>
        {/* The codes say why something is not paid. */}
        {!answers && <ReasonCode templates={reviewCase.templates} verdict="reject" />}
      </div>
      <Textarea
        id="reason"
        name="reason"
        rows={1}
        maxLength={2_000}
        value={texts.reason}
        onChange={(event) => setText("reason", event.target.value)}
        aria-describedby={problem ? "reason-hint reason-problem" : "reason-hint"}
        aria-invalid={problem ? true : undefined}
        className="max-h-32 min-h-11"
      />
      {problem && (
        <p id="reason-problem" role="alert" className="text-attention">
          {problem}
        </p>
      )}
    </div>
  );
}
