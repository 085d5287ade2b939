"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { assignAction } from "@/lib/inbox/actions";
import type { PendingDecisionView } from "@/lib/inbox/schema";

/** Takes the viewer's own decision back while that is possible. */
export function UndoDecision({ caseId, pending }: { caseId: string; pending: PendingDecisionView }) {
  const [state, submitForm, isPending] = useActionState(assignAction, null);
  return (
    <form action={submitForm} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="case_id" value={caseId} />
      <input type="hidden" name="decision_id" value={pending.id} />
      <Button type="submit" name="act" value="undo" size="sm" aria-disabled={isPending} className="max-lg:h-11">
        Undo
      </Button>
      <span className="text-ink-soft text-meta">It is final a few seconds after you decided.</span>
      {state && !state.ok && (
        <p role="alert" className="basis-full text-attention">
          {state.message}
        </p>
      )}
    </form>
  );
}
