"use client";

import { useEffect, useRef } from "react";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import type { CaseView } from "@/lib/inbox/schema";
import { useDecision } from "../decision-context";
import { ReasonCode } from "./reason-code";
import { tickedOf } from "./use-texts";

/** What the claimant is asked: a question, the facts and the documents that are wanted. */
export function QuestionFields({ reviewCase, problem }: { reviewCase: CaseView; problem?: string }) {
  const { texts, setText } = useDecision();
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // On a phone the buttons below it stay in view.
    <div className="-m-1 grid gap-2 p-1 max-lg:max-h-[42dvh] max-lg:overflow-y-auto short:max-h-none">
      <div className="grid gap-1">
        <div className="flex flex-wrap items-center gap-x-2">
          <Label htmlFor="question">Question</Label>
          <p id="question-hint" className="text-ink-faint text-meta max-sm:sr-only">
            {reviewCase.claimantName} reads it in the chat. With the answer the case comes back to you.
          </p>
          {!reviewCase.form.answers && <ReasonCode templates={reviewCase.templates} verdict="request_information" />}
        </div>
        <Textarea
          ref={box}
          id="question"
          name="question"
          rows={1}
          maxLength={1_500}
          value={texts.question}
          onChange={(event) => setText("question", event.target.value)}
          aria-describedby={problem ? "question-hint question-problem" : "question-hint"}
          aria-invalid={problem ? true : undefined}
          className="max-h-32 min-h-11"
        />
        {problem && (
          <p id="question-problem" role="alert" className="text-attention">
            {problem}
          </p>
        )}
      </div>
      <Choices
        name="fields"
        legend="Facts that are wanted"
        choices={reviewCase.form.fields.map(({ key, label }) => ({ value: key, label }))}
      />
      <Choices
        name="documents"
        legend="Documents that are wanted"
        choices={reviewCase.form.documents.map((label) => ({ value: label, label }))}
      />
    </div>
  );
}

interface ChoicesProps {
  name: "fields" | "documents";
  legend: string;
  choices: { value: string; label: string }[];
}

function Choices({ name, legend, choices }: ChoicesProps) {
  const { texts, setText } = useDecision();
  if (choices.length === 0) return null;
  const ticked = tickedOf(texts[name]);
  const tick = ({ value, checked }: HTMLInputElement) =>
    setText(name, [...ticked.filter((one) => one !== value), ...(checked ? [value] : [])].join("\n"));
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="float-left mr-3 text-ink-soft text-meta max-sm:float-none max-sm:mr-0">{legend}</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="inline-flex min-h-6 cursor-pointer items-center gap-1.5 max-lg:min-h-11">
          <input
            type="checkbox"
            name={name}
            value={value}
            checked={ticked.includes(value)}
            onChange={({ target }) => tick(target)}
            className="size-4 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
