"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { decisionLabels } from "@/lib/inbox/describe-decision";
import type { CaseView } from "@/lib/inbox/schema";
import { actionProps } from "../keys/inbox-actions";
import { OpenProposals, openProposals } from "./boxes/open-proposals";
import { QuestionFields } from "./boxes/question-fields";
import { ReasonFields } from "./boxes/reason-fields";
import { useDecision } from "./decision-context";
import { DecisionSummary } from "./decision-summary";

interface DecisionFormProps {
  reviewCase: CaseView;
  /** The evidence version that the reviewer has seen. The server refuses a decision on an older one. */
  seenVersion: number;
}

// On a phone they share one row.
const buttonClasses = "max-lg:h-11 max-sm:flex-auto max-sm:px-1.5";

const verdictProps = (value: string, isDeciding: boolean) =>
  ({ type: "submit", name: "verdict", value, "aria-disabled": isDeciding, className: buttonClasses }) as const;

/** The id of the form, for buttons outside it. */
export const decisionFormId = "decision";

/** The buttons of the decision, its reason, and the question to the claimant. Typed words stay until stored. */
export function DecisionForm({ reviewCase, seenVersion }: DecisionFormProps) {
  const { problems, isAsking, setAsking, isDeciding, formAction, decide, corrections } = useDecision();
  const form = useRef<HTMLFormElement>(null);
  const proposals = openProposals(reviewCase, { ...corrections.unshown(), ...corrections.typed });
  const names = JSON.stringify(proposals.map(({ key, to }) => [key, to]));
  /** The open proposals that the reviewer was told of. */
  const [told, setTold] = useState("[]");

  // The first box that is wrong gets the focus, also when the same text was refused again.
  useEffect(() => {
    if (problems.reason || problems.question) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter as HTMLButtonElement | null;
    if (isDeciding) return;
    if (submitter?.value === "request_information" && !isAsking) return setAsking(true);
    if (submitter?.value === "approve" && proposals.length > 0 && told !== names) return setTold(names);
    decide(new FormData(event.currentTarget, submitter));
  }

  function stopAsking() {
    setAsking(false);
    form.current?.querySelector<HTMLElement>("[value=request_information]")?.focus();
  }

  function stopOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || !isAsking || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    stopAsking();
  }

  return (
    <form
      ref={form}
      id={decisionFormId}
      action={formAction}
      onSubmit={submit}
      onKeyDown={stopOnEscape}
      className="grid gap-2"
    >
      <input type="hidden" name="case_id" value={reviewCase.caseId} />
      <input type="hidden" name="expected_version" value={seenVersion} />
      <input type="hidden" name="expected_edits" value={JSON.stringify(reviewCase.edits)} />
      {!isAsking && proposals.length > 0 && told === names && (
        <OpenProposals proposals={proposals} name={reviewCase.claimantName} />
      )}
      {isAsking ? (
        <QuestionFields reviewCase={reviewCase} problem={problems.question} />
      ) : (
        <ReasonFields reviewCase={reviewCase} problem={problems.reason} />
      )}
      <div className="flex flex-wrap items-center justify-end gap-2 max-sm:gap-x-1.5">
        <DecisionSummary reviewCase={reviewCase} isAsking={isAsking} />
        {isAsking && (
          <Button className={buttonClasses} onClick={stopAsking}>
            Do not ask
          </Button>
        )}
        <Button
          {...verdictProps("request_information", isDeciding)}
          {...actionProps("request-information")}
          key="ask"
          variant={isAsking ? "primary" : "secondary"}
        >
          Request information
        </Button>
        {!isAsking && <VerdictButtons form={reviewCase.form} isDeciding={isDeciding} />}
      </div>
    </form>
  );
}

function VerdictButtons({ form, isDeciding }: Pick<CaseView, "form"> & { isDeciding: boolean }) {
  const labels = decisionLabels(form.answers);
  return (
    <>
      {form.outcomes.map(({ id, label, tone }) => (
        <Button key={id} {...verdictProps(id, isDeciding)} variant={tone === "negative" ? "danger" : "secondary"}>
          {label}
        </Button>
      ))}
      <Button {...verdictProps("reject", isDeciding)} {...actionProps("reject")} variant="danger">
        {labels.reject}
      </Button>
      <Button
        {...verdictProps("approve", isDeciding)}
        {...actionProps("approve")}
        variant="primary"
        aria-describedby="decision-summary"
      >
        {labels.approve}
      </Button>
    </>
  );
}
