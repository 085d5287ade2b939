"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { WorkflowItem } from "@/lib/workflows/list/schema";
import { changeWorkflow } from "../files/workflow-requests";
import { useListStatus } from "./list-status";

/** Asks before a workflow is archived or unarchived. */
export function ArchiveDialog({ workflow, onClose }: { workflow: WorkflowItem; onClose: () => void }) {
  const router = useRouter();
  const { say, focus } = useListStatus();
  const isDone = useRef(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isArchived = workflow.archived_at !== null;
  const act = isArchived ? "Unarchive" : "Archive";
  const name = workflow.name || "Workflow without a name";

  async function change() {
    if (isPending) return;
    setPending(true);
    const answer = await changeWorkflow(workflow.id, { archived: !isArchived });
    setPending(false);
    if ("refusal" in answer) return setFailure(answer.refusal.detail);
    isDone.current = true;
    onClose();
    router.refresh();
    say(isArchived ? `“${name}” is in the list again.` : `“${name}” is archived.`);
  }

  function focusAfter(event: Event) {
    if (!isDone.current) return;
    event.preventDefault();
    focus();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={`${act} “${name}”?`} description={describeChange(workflow)} onCloseAutoFocus={focusAfter}>
        {failure && <ErrorNotice title="Nothing was changed">{failure}</ErrorNotice>}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onClick={change}>
            {act}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

function describeChange({ archived_at, published_version, open_sessions: open }: WorkflowItem): string {
  if (archived_at !== null) {
    return published_version === null
      ? "It comes back to the list."
      : "It comes back to the list, and people can start it again.";
  }
  const running =
    open === 0
      ? "No session of it is open."
      : open === 1
        ? "One session is open; it goes on to its end."
        : `${open.toLocaleString("en-US")} sessions are open; they go on to their end.`;
  return `Nothing new can be started with it, and it leaves this list. ${running} You can unarchive it at any time.`;
}
