"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { discardDraft, documentOf } from "../drafts/draft-requests";
import { useSaver } from "../drafts/saver-context";
import { useEditor, useEditorStore } from "../store/store";
import { ChangesPanel } from "./changes-panel";

const notLoaded = "Nothing was discarded, because a part of the page is missing. Try again with a connection.";

/** Replaces the draft with the published version. The replacement is one step of the history. */
export function DiscardDialog() {
  const store = useEditorStore();
  const saver = useSaver();
  const ask = useEditor((state) => state.ask);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function discard() {
    setPending(true);
    setFailure(await requestDiscard());
    setPending(false);
  }
  async function requestDiscard(): Promise<string | null> {
    if (!(await saver.send())) return "The server does not have the draft as it is here. Try again when it is saved.";
    const answer = await discardDraft(store.getState().workflowId, saver.stored.revision);
    if (answer.status === "done") {
      saver.replaceDraft(answer.result, documentOf(answer.result), "Discard the draft");
      store.getState().say("The draft is again what is published. Undo brings it back.");
      ask(null);
      return null;
    }
    if (answer.status === "conflict") {
      if (!(await saver.mergeDraft(answer.draft))) return notLoaded;
      return "Another designer has changed the draft meanwhile. Look at it first.";
    }
    return answer.status === "refused" ? answer.reason : "The server does not answer. Nothing was discarded.";
  }
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title="Discard the draft?"
        description="It becomes again what is published, for everybody who edits it. Undo in this tab brings it back."
      >
        {failure && <ErrorNotice title="It is not discarded">{failure}</ErrorNotice>}
        <ChangesPanel />
        <DialogActions>
          <Button onClick={() => ask(null)}>Keep the draft</Button>
          <Button variant="danger" isPending={isPending} onClick={discard}>
            Discard draft
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}
