"use client";

import type { ChangeEvent } from "react";
import { Select } from "@/components/ui/forms/input";
import { Label } from "@/components/ui/forms/label";
import type { CaseView } from "@/lib/inbox/schema";
import { useDecision } from "../decision-context";

const boxes = {
  reject: { code: "reason_code", text: "reason" },
  request_information: { code: "question_code", text: "question" },
} as const;

interface ReasonCodeProps {
  templates: CaseView["templates"];
  verdict: keyof typeof boxes;
}

/** The code of a reason or a question. A chosen one begins its text; nothing without templates for the verdict. */
export function ReasonCode({ templates, verdict }: ReasonCodeProps) {
  const { texts, setText } = useDecision();
  const { code, text } = boxes[verdict];
  const offered = templates.filter((template) => template.verdict === verdict);
  if (offered.length === 0) return null;

  function choose({ target }: ChangeEvent<HTMLSelectElement>) {
    const isUnchanged = texts[text].trim() === "" || offered.some((template) => template.text === texts[text]);
    const template = offered.find(({ reasonCode }) => reasonCode === target.value);
    setText(code, target.value);
    // What the reviewer wrote is never replaced.
    if (isUnchanged) setText(text, template?.text ?? "");
  }

  return (
    <div className="ml-auto flex items-center gap-2">
      <Label htmlFor="reason-code" className="font-normal text-ink-soft text-meta">
        Reason code
      </Label>
      <Select
        id="reason-code"
        name="reason_code"
        value={texts[code]}
        onChange={choose}
        // A width that its options do not change: they arrive one after the other.
        className="h-8 w-44 max-lg:h-11"
      >
        <option value="">None</option>
        {offered.map(({ reasonCode, label }) => (
          <option key={reasonCode} value={reasonCode}>
            {label}
          </option>
        ))}
      </Select>
    </div>
  );
}
