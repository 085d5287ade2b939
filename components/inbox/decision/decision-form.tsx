"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import { parseAmount } from "@/lib/amounts/parse-amount";
import type { ReviewCase } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";
import { useCaseDesk } from "./decision-context";

interface DecisionFormProps {
  reviewCase: ReviewCase;
  /** The evidence version the reviewer has looked at; the server refuses a decision on an older one than it has. */
  seenVersion: number;
  /** Why the last try was refused on account of the reason; null when it was not. */
  problem: string | null;
}

// The phone's three buttons have to fit one row.
const buttonClasses = "max-lg:h-11 max-sm:px-3 aria-disabled:opacity-55";

/** For buttons of the form that stand outside it. */
export const decisionFormId = "decision";

/** Approve, reject or ask, and why. What was typed stays in the box until it counted. */
export function DecisionForm({ reviewCase, seenVersion, problem }: DecisionFormProps) {
  const { edits, reason, setReason, state, isDeciding, formAction, decide } = useCaseDesk();
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
      <input type="hidden" name="wait_id" value={reviewCase.waitId} />
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
        <Echo reviewCase={reviewCase} edits={edits} />
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
          aria-describedby="decision-echo"
          className={buttonClasses}
        >
          Approve
        </Button>
      </div>
    </form>
  );
}

/** What the buttons are about, said beside them: the amount as corrected, and for whom. */
function Echo({ reviewCase, edits }: { reviewCase: ReviewCase; edits: Record<string, string> }) {
  const { amountCents, currency, claimantName, facts } = reviewCase;
  const amountFact = facts.find((fact) => fact.type === "money" && fact.value === amountCents);
  const typed = amountFact && edits[amountFact.key];
  const corrections = Object.keys(edits).length;
  return (
    <p id="decision-echo" className="mr-auto min-w-0 max-sm:basis-full">
      <strong className={cn(typed === undefined && amountCents === null && "text-attention")}>
        {typed === undefined ? formatAmount(amountCents, currency) : correctedAmount(typed)}
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

/** As the server will read it; what cannot be read is shown as typed, and refused there. */
function correctedAmount(typed: string): string {
  const reading = parseAmount(typed);
  return reading.ok ? formatMoney(reading.cents) : typed || "No amount";
}
