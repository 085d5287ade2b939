"use client";

import { Archive } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useEditor, useEditorStore } from "./store/store";

const notLoaded = "A part of the page is missing. Try again with a connection.";

/** Says that the workflow is archived, and unarchives it. Afterwards it says that and has the focus. */
export function ArchivedNotice({ className }: { className?: string }) {
  const store = useEditorStore();
  const isArchived = useEditor((state) => state.isArchived);
  const [isDone, setDone] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const done = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (isDone) done.current?.focus();
  }, [isDone]);

  async function unarchive() {
    setPending(true);
    // Its code is loaded after the page.
    const module = await import("@/components/workflows/files/workflow-requests").catch(() => undefined);
    const answer = await module?.changeWorkflow(store.getState().workflowId, { archived: false });
    setPending(false);
    if (!answer || "refusal" in answer) return setFailure(answer ? answer.refusal.detail : notLoaded);
    setDone(true);
    store.setState({ isArchived: false });
  }
  if (!isArchived && !isDone) return null;
  return (
    <section
      aria-label="Archived"
      className={cn("flex flex-wrap items-center gap-x-3 gap-y-2 bg-waiting-soft px-4 py-2", className)}
    >
      {isArchived ? (
        <>
          <Archive aria-hidden className="size-4 shrink-0 text-waiting" />
          <p className="min-w-0">This workflow is archived: nobody can start it.</p>
          <Button size="sm" isPending={isPending} onClick={unarchive}>
            Unarchive
          </Button>
          {failure && (
            <p role="alert" className="text-attention">
              It is still archived. {failure}
            </p>
          )}
        </>
      ) : (
        <p ref={done} tabIndex={-1}>
          It is in the list again, and people can start it.
        </p>
      )}
    </section>
  );
}
