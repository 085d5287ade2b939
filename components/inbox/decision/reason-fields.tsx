"use client";

import type { ChangeEvent } from "react";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import type { CaseView } from "@/lib/inbox/schema";
import { useDecision } from "./decision-context";

/** The reason of a decision: a code from the list, which begins the text, and the text that the claimant reads. */
export function ReasonFields({ reviewCase, problem }: { reviewCase: CaseView; problem?: string }) {
  const { texts, setText } = useDecision();
  const templates = reviewCase.templates.filter(({ verdict }) => verdict === "reject");

  function choose({ target }: ChangeEvent<HTMLSelectElement>) {
    const isUnchanged = texts.reason.trim() === "" || templates.some(({ text }) => text === texts.reason);
    const template = templates.find(({ reasonCode }) => reasonCode === target.value);
    setText("reason_code", target.value);
    // What the reviewer wrote is never replaced.
    if (isUnchanged) setText("reason", template?.text ?? "");
  }

  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <Label htmlFor="reason">Reason</Label>
        <p id="reason-hint" className="text-ink-faint text-meta max-sm:sr-only">
          {reviewCase.claimantName} reads it. Needed to reject.
        </p>
        {templates.length > 0 && <ReasonCode templates={templates} code={texts.reason_code} onChange={choose} />}
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

interface ReasonCodeProps extends Pick<CaseView, "templates"> {
  code: string;
  onChange(event: ChangeEvent<HTMLSelectElement>): void;
}

function ReasonCode({ templates, code, onChange }: ReasonCodeProps) {
  return (
    <div className="ml-auto flex items-center gap-2">
      <Label htmlFor="reason-code" className="font-normal text-ink-soft text-meta">
        Reason code
      </Label>
      <Select id="reason-code" name="reason_code" value={code} onChange={onChange} className="h-8 w-auto max-lg:h-11">
        <option value="">None</option>
        {templates.map(({ reasonCode, label }) => (
          <option key={reasonCode} value={reasonCode}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  );
}
