"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";
import { caseAction } from "@/lib/inbox/actions";
import { useDraft } from "./use-draft";
import { useWork } from "./use-work";

/** Passes the case to the lead of its queue, with a note that reviewers read. */
export function EscalateDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { text: note, setText: setNote, clear } = useDraft(caseId, "escalation");
  const work = useWork();

  function submit(event: FormEvent) {
    event.preventDefault();
    work.run(
      () => caseAction(caseId, { act: "escalate", ...(note.trim() && { reason: note }) }),
      () => {
        clear(note);
        onClose();
      },
    );
  }

  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Escalate this case"
        description="The lead of the queue is told and gets it. This decides nothing."
      >
        <form onSubmit={submit} className="grid gap-4">
          <Field id="escalate-note" label="Why" hint="Only reviewers read it." error={work.problem}>
            {(control) => (
              <Textarea {...control} maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
          <DialogActions>
            <Button type="submit" variant="primary" isPending={work.isPending} className="max-lg:h-11">
              Pass it to the lead
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}
