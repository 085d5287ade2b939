"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import { type Answer, changeWorkflow, createWorkflow, type Refusal } from "../files/workflow-requests";
import { useListStatus } from "./list-status";

interface NameDialogProps {
  act: "Rename" | "Duplicate";
  workflowId: string;
  name: string;
  onClose: () => void;
}

const descriptions = {
  Rename: "The new name is shown at once. The id and the running sessions stay as they are.",
  Duplicate: "The copy begins with the draft as it is now. It is not published, and has no sessions.",
};

/** Asks for the new name of a workflow, or for the name of its copy. */
export function NameDialog({ act, workflowId, name, onClose }: NameDialogProps) {
  const router = useRouter();
  const { say } = useListStatus();
  const [typed, setTyped] = useState(act === "Rename" ? name : `${name.slice(0, 73)} (copy)`);
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const input = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer: Answer<{ id: string }> =
      act === "Rename"
        ? await changeWorkflow(workflowId, { name: typed })
        : await createWorkflow({ name: typed, copy_of: workflowId });
    setPending(false);
    if ("refusal" in answer) {
      setRefusal(answer.refusal);
      input.current?.focus();
      return;
    }
    onClose();
    if (act === "Duplicate") return router.push(`/workflows/${answer.result.id}`);
    router.refresh();
    say(`It is called “${typed.trim()}” now.`);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`${act} “${name || "Workflow without a name"}”`} description={descriptions[act]}>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <Field
            id="workflow-name"
            label={act === "Rename" ? "Name" : "Name of the copy"}
            error={refusal?.fields.name}
            hint="Two workflows may have one name; each has an id of its own."
            required
          >
            {(control) => (
              <Input
                {...control}
                ref={input}
                value={typed}
                maxLength={80}
                onFocus={({ target }) => target.select()}
                onChange={({ target }) => {
                  setTyped(target.value);
                  setRefusal(null);
                }}
              />
            )}
          </Field>
          {refusal && !refusal.fields.name && <ErrorNotice title="Nothing was changed">{refusal.detail}</ErrorNotice>}
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" isPending={isPending}>
              {act}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
