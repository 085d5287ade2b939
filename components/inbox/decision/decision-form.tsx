"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import type { CaseView } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { useDecision } from "./decision-context";

interface DecisionFormProps {
  reviewCase: CaseView;
  /** The evidence version that the reviewer has seen. The server refuses a decision on an older one. */
  seenVersion: number;
  /** What is wrong with the reason of the last try; null when nothing is. */
  problem: string | null;
}

// On a phone the three buttons must fit in one row.
const buttonClasses = "max-lg:h-11 max-sm:px-3 aria-disabled:opacity-55";

/** The id of the form, for buttons outside it. */
export const decisionFormId = "decision";

/** The buttons of the decision and its reason. The reason stays in the box until the decision is stored. */
export function DecisionForm({ reviewCase, seenVersion, problem }: DecisionFormProps) {
  const { edits, reason, setReason, state, isDeciding, formAction, decide } = useDecision();
  const box = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (state && problem) box.current?.focus();
  }, [state, problem]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    if (!isDeciding) decide(new FormData(event.currentTarget, submitter));
  }

  return (
    <form id={decisionFormId} action={formAction} onSubmit={submit} className="grid gap-2">
      <input type="hidden" name="case_id" value={reviewCase.caseId} />
      <input type="hidden" name="expected_version" value={seenVersion} />
      {Object.entries(edits).map(([key, typed]) => (
        <input key={key} type="hidden" name={`edits.${key}`} value={typed} />
      ))}
      <div className="grid gap-1">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Label htmlFor="reason">Reason</Label>
          <p id="reason-hint" className="text-ink-faint text-meta">
            {reviewCase.claimantName} reads it. Needed to reject or to ask.
          </p>
        </div>
        <Textarea
          ref={box}
          id="reason"
          name="reason"
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby={problem ? "reason-hint reason-problem" : "reason-hint"}
          aria-invalid={problem ? true : undefined}
          className="max-h-32 max-lg:min-h-11"
        />
        {problem && (
          <p id="reason-problem" role="alert" className="text-attention">
            {problem}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2 sm:flex-nowrap">
        <DecisionSummary reviewCase={reviewCase} edits={edits} />
        <Button
          type="submit"
          name="verdict"
          value="request_information"
          aria-disabled={isDeciding}
          className={buttonClasses}
        >
          Request information
        </Button>
        <Button
          type="submit"
          name="verdict"
          value="reject"
          variant="danger"
          aria-disabled={isDeciding}
          className={buttonClasses}
        >
          Reject
        </Button>
        <Button
          type="submit"
          name="verdict"
          value="approve"
          variant="primary"
          aria-disabled={isDeciding}
          aria-describedby="decision-summary"
          className={buttonClasses}
        >
          Approve
        </Button>
      </div>
    </form>
  );
}

/** What "Approve" would approve: the corrected amount and the claimant. */
function DecisionSummary({ reviewCase, edits }: { reviewCase: CaseView; edits: Record<string, string> }) {
  const { amountCents, currency, claimantName, facts } = reviewCase;
  const amountFact = facts.find((fact) => fact.type === "money" && fact.value === amountCents);
  const typed = amountFact && edits[amountFact.key];
  const corrections = Object.keys(edits).length;
  return (
    <p id="decision-summary" className="mr-auto min-w-0 max-sm:basis-full">
      <strong className={cn(typed === undefined && amountCents === null && "text-attention")}>
        {typed === undefined ? formatAmount(amountCents, currency) : formatTypedAmount(typed)}
      </strong>{" "}
      for {claimantName}
      {corrections > 0 && (
        <span className="text-ink-soft">
          , {corrections} {corrections === 1 ? "fact" : "facts"} corrected
        </span>
      )}
    </p>
  );
}

const formatAmount = (cents: number | null, currency: string): string =>
  cents === null ? "Amount not known" : formatMoney(cents, currency);

/** The amount as the server will read it. Unreadable text is shown as typed; the server refuses it. */
function formatTypedAmount(typed: string): string {
  const reading = parseAmount(typed);
  return reading.ok ? formatMoney(reading.cents) : typed || "No amount";
}
