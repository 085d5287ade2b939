"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogContent } from "@/components/ui/dialog";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { DraftView } from "@/lib/workflows/schema";
import { readDraft, saveDraft, storedDraftOf } from "../drafts/draft-requests";
import { restoreVersion } from "./version-requests";

interface RestoreVersionProps {
  workflowId: string;
  number: number;
  /** The id of the heading of the version. */
  headingId: string;
}

/** Makes the draft what a version was. It asks first when the draft has changes that are not published. */
export function RestoreVersion({ workflowId, number, headingId }: RestoreVersionProps) {
  const restore = useRestore(workflowId, number);
  const { asked, restored, failure, isPending } = restore;
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div>
      <Button
        ref={button}
        size="sm"
        variant="quiet"
        aria-describedby={headingId}
        isPending={isPending}
        onClick={restore.begin}
        className="-ml-3"
      >
        Restore as draft
      </Button>
      <div role="status" className="flex flex-wrap items-center gap-x-2">
        {restored && (
          <>
            The draft is version {number} now.
            <Link href={`/workflows/${workflowId}`} className="text-accent hover:underline">
              Open the draft
            </Link>
            <Button size="sm" isPending={isPending} onClick={() => restore.undo().then(() => button.current?.focus())}>
              Undo
            </Button>
          </>
        )}
        {restore.isUndone && "The draft is what it was before."}
      </div>
      {failure && !asked && <ErrorNotice title="The draft was not changed">{failure}</ErrorNotice>}
      <Dialog open={asked !== null} onOpenChange={(open) => !open && restore.cancel()}>
        <DialogContent
          title={`Restore version ${number} as draft`}
          description={`The draft has changes that are not published${
            asked?.author ? `, last saved by ${asked.author.name}` : ""
          }. Version ${number} replaces them.`}
        >
          {failure && <ErrorNotice title="The draft was not changed">{failure}</ErrorNotice>}
          <DialogActions>
            <Button onClick={restore.cancel}>Keep the draft</Button>
            <Button variant="danger" isPending={isPending} onClick={restore.confirm}>
              Replace the draft
            </Button>
          </DialogActions>
        </DialogContent>
      </Dialog>
    </div>
  );
}

const notReached = "The draft could not be read. Check your connection and try again.";

function useRestore(workflowId: string, number: number) {
  const router = useRouter();
  const [asked, setAsked] = useState<DraftView | null>(null);
  const [restored, setRestored] = useState<{ before: DraftView; revision: number } | null>(null);
  const [isUndone, setUndone] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function waitFor(work: () => Promise<string | null>): Promise<void> {
    setPending(true);
    setFailure(null);
    setFailure(await work());
    setPending(false);
    router.refresh();
  }
  async function replace(before: DraftView, replacesChanges: boolean): Promise<string | null> {
    const answer = await restoreVersion(workflowId, { number, revision: before.revision, replacesChanges });
    if ("refusal" in answer) return answer.refusal.detail;
    setAsked(null);
    setUndone(false);
    setRestored({ before, revision: answer.result.revision });
    return null;
  }
  return {
    ...{ asked, restored, isUndone, failure, isPending },
    begin: () =>
      waitFor(async () => {
        const draft = await readDraft(workflowId);
        if (draft.status !== "done") return draft.status === "signed_out" ? "Sign in again, then restore." : notReached;
        if (!draft.result.isDirty) return replace(draft.result, false);
        setAsked(draft.result);
        return null;
      }),
    confirm: () => waitFor(async () => (asked ? replace(asked, true) : null)),
    cancel: () => {
      setAsked(null);
      setFailure(null);
    },
    undo: () =>
      waitFor(async () => {
        if (!restored) return null;
        const { before, revision } = restored;
        const answer = await saveDraft(workflowId, { ...storedDraftOf(before), revision });
        if (answer.status !== "done") return "The draft has changed since then. Open it to see what it is now.";
        setRestored(null);
        setUndone(true);
        return null;
      }),
  };
}
