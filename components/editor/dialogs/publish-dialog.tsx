"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/forms/field";
import { Textarea } from "@/components/ui/forms/textarea";
import { ArchivedNotice } from "../archived-notice";
import { publishDraft } from "../drafts/draft-requests";
import { useSaver } from "../drafts/saver-context";
import { ProblemsList, problemCount, WarningsList } from "../problems-list";
import { useEditor, useEditorStore } from "../store/store";
import { ChangesPanel } from "./changes-panel";
import { ImpactPanel } from "./impact-panel";

/** Shows the problems of the draft. Without problems it shows the impact, a note and the publish button. */
export function PublishDialog() {
  const ask = useEditor((state) => state.ask);
  const problems = useEditor((state) => state.problems);
  const [note, setNote] = useState("");
  const { publish, isPublishing, failure } = usePublish(note);
  const isBlocked = problems.length > 0;
  return (
    <Dialog open onOpenChange={(open) => !open && ask(null)}>
      <DialogContent
        title="Publish"
        description="The draft becomes the next version. New sessions run on it; those that run stay on theirs."
        className="max-w-2xl"
      >
        <ArchivedNotice className="rounded-surface" />
        {failure && <ErrorNotice title="It is not published">{failure}</ErrorNotice>}
        {isBlocked ? (
          <section aria-label="What keeps it from being published" className="grid gap-2">
            <h3>{problemCount(problems.length)} first</h3>
            <ProblemsList onJump={() => ask(null)} />
          </section>
        ) : (
          <>
            <ChangesPanel />
            <WarningsList onJump={() => ask(null)} />
            <ImpactPanel />
            <Field id="publish-note" label="Note" hint="What changes. It is kept with the version.">
              {(control) => (
                <Textarea {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
              )}
            </Field>
          </>
        )}
        <DialogActions>
          <Button onClick={() => ask(null)}>Go on editing</Button>
          {!isBlocked && (
            <Button variant="primary" isPending={isPublishing} onClick={publish}>
              {isPublishing ? "Publishing" : "Publish"}
            </Button>
          )}
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

const conflictText = [
  "Another designer has changed or published this workflow meanwhile.",
  "Both are in the draft now: look at it, then publish.",
].join(" ");

const sessionsStay = "Sessions that run stay on theirs.";
const stillArchived = "The workflow is archived: nobody can start it.";
const notLoaded = "It is not published, because a part of the page is missing. Try again with a connection.";

/** Publishes the draft with a note. `failure` says why it is not published. */
function usePublish(note: string) {
  const store = useEditorStore();
  const saver = useSaver();
  const [isPublishing, setPublishing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  /** Returns why publishing failed; null when it succeeded. */
  async function requestPublish(): Promise<string | null> {
    if (!(await saver.send())) return "The draft could not be saved, so it was not published. It is kept here.";
    const { workflowId, isArchived, say, ask } = store.getState();
    const answer = await publishDraft(workflowId, saver.stored.revision, note.trim());
    switch (answer.status) {
      case "done":
        saver.setPublished(answer.result);
        say(`Published as version ${answer.result.number}. ${isArchived ? stillArchived : sessionsStay}`);
        ask(null);
        return null;
      case "conflict":
        return (await saver.mergeNewest(answer)) ? conflictText : notLoaded;
      case "refused":
        if (answer.problems.length > 0) store.setState({ problems: answer.problems });
        return answer.reason;
      case "signed_out":
        return "You are signed out. Sign in again in another tab, then publish. The draft is kept here.";
      default:
        return "The server does not answer. The draft is kept here: try again in a moment.";
    }
  }
  async function publish() {
    setPublishing(true);
    setFailure(await requestPublish());
    setPublishing(false);
  }
  return { publish, isPublishing, failure };
}
