"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DialogActions, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/forms/field";
import { Input, Select } from "@/components/ui/forms/input";
import { Textarea } from "@/components/ui/forms/textarea";
import { saveTemplateAction } from "@/lib/inbox/queues/actions";
import type { QueueTemplate, TemplateVerdict } from "@/lib/inbox/queues/schema";
import { useSettings } from "./use-settings";

interface TemplateDialogProps {
  queueId: string;
  /** The one to edit; a new one without it. */
  template: QueueTemplate | undefined;
  onDone: () => void;
}

/** Writes a reply template of a queue. */
export function TemplateDialog({ queueId, template, onDone }: TemplateDialogProps) {
  const { verdict = "reject", label = "", reason_code = "", text = "" } = template ?? {};
  const [typed, setTyped] = useState({ verdict, label, reason_code, text });
  const work = useSettings();
  const type = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }));

  function submit(event: FormEvent) {
    event.preventDefault();
    work.run(() => saveTemplateAction(queueId, { ...(template && { id: template.id }), ...typed }), onDone);
  }

  return (
    <DialogContent
      title={template ? "Edit this template" : "New reply template"}
      description="Reviewers choose it by its name and may change its words before the claimant reads them."
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        <Field id="template-verdict" label="Used to">
          {(control) => (
            <Select
              {...control}
              value={typed.verdict}
              onChange={({ target }) => type({ verdict: target.value as TemplateVerdict })}
            >
              <option value="reject">Reject</option>
              <option value="request_information">Request information</option>
            </Select>
          )}
        </Field>
        <Field id="template-label" label="Name" error={work.fieldProblem("label")}>
          {(control) => (
            <Input
              {...control}
              maxLength={60}
              value={typed.label}
              onChange={({ target }) => type({ label: target.value })}
            />
          )}
        </Field>
        <Field
          id="template-code"
          label="Reason code"
          hint="Kept with the decision, for figures: not_covered."
          error={work.fieldProblem("reason_code")}
        >
          {(control) => (
            <Input
              {...control}
              maxLength={40}
              autoCapitalize="none"
              value={typed.reason_code}
              onChange={({ target }) => type({ reason_code: target.value })}
            />
          )}
        </Field>
        <Field id="template-text" label="Words" error={work.fieldProblem("text")}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={1_500}
              value={typed.text}
              onChange={({ target }) => type({ text: target.value })}
            />
          )}
        </Field>
        {work.problem && !work.problem.fields && (
          <p role="alert" className="text-attention">
            {work.problem.message}
          </p>
        )}
        <DialogActions>
          <Button type="submit" variant="primary" isPending={work.isPending}>
            Save template
          </Button>
        </DialogActions>
      </form>
    </DialogContent>
  );
}
