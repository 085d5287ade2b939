"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogTrigger } from "@/components/ui/dialog";
import { removeTemplateAction } from "@/lib/inbox/queues/actions";
import type { QueueTemplate } from "@/lib/inbox/queues/schema";
import { TemplateDialog } from "./template-dialog";
import { useSettings } from "./use-settings";

/** The words that reviewers of a queue can begin with: those of every queue, and its own, which can be edited. */
export function ReplyTemplates({ queueId, templates }: { queueId: string; templates: QueueTemplate[] }) {
  const work = useSettings();
  return (
    <section aria-labelledby="templates" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="templates">Reply templates</h2>
        <Edit queueId={queueId} name="New template" />
      </div>
      <p className="max-w-prose text-ink-soft">
        Words to begin a reason or a question with. A template of this queue replaces one of every queue with the same
        code.
      </p>
      <ul aria-label="Reply templates" className="divide-y divide-line border-y">
        {templates.map((template) => (
          <li key={template.id} className="grid gap-1 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <strong>{template.label}</strong>
              <code className="text-ink-faint text-meta">{template.reason_code}</code>
              <span className="text-ink-soft text-meta">
                {template.verdict === "reject" ? "to reject" : "to request information"}
                {template.isShared && ", of every queue"}
              </span>
              {!template.isShared && (
                <span className="ml-auto flex gap-2">
                  <Edit queueId={queueId} template={template} name="Edit" />
                  <Button
                    size="sm"
                    aria-label={`Remove ${template.label}`}
                    isPending={work.isPending}
                    onClick={() => work.run(() => removeTemplateAction(queueId, template.id))}
                    className="max-lg:h-11"
                  >
                    Remove
                  </Button>
                </span>
              )}
            </div>
            <p dir="auto" className="wrap-anywhere max-w-prose whitespace-pre-wrap text-ink-soft">
              {template.text}
            </p>
          </li>
        ))}
      </ul>
      {work.problem && (
        <p role="alert" className="text-attention">
          {work.problem.message}
        </p>
      )}
    </section>
  );
}

interface EditProps {
  queueId: string;
  template?: QueueTemplate;
  name: string;
}

function Edit({ queueId, template, name }: EditProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" aria-label={template && `${name} ${template.label}`} className="max-lg:h-11">
          {name}
        </Button>
      </DialogTrigger>
      <TemplateDialog queueId={queueId} template={template} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
