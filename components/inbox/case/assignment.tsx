"use client";

import { UserRound } from "lucide-react";
import { type FormEvent, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { assignAction } from "@/lib/inbox/actions";

interface AssignmentProps {
  waitId: string;
  assignee: { id: string; name: string } | null;
  viewerId: string;
  /** The case is open and not the reviewer's own claim. */
  canAct: boolean;
}

/** Whose case it is, and the button that changes it. One button, so that it keeps the focus when it changes its word. */
export function Assignment({ waitId, assignee, viewerId, canAct }: AssignmentProps) {
  const isMine = assignee?.id === viewerId;
  const [state, act, pending] = useActionState(assignAction, null);
  const [isOffline, setOffline] = useState(false);
  // An answer speaks of the assignee it was given for: when the case changes hands, it has nothing more to say.
  const [answer, setAnswer] = useState({ state, assigneeId: assignee?.id });
  if (answer.state !== state) setAnswer({ state, assigneeId: assignee?.id });
  const refusal = state && !state.ok && answer.assigneeId === assignee?.id ? state.message : null;
  const problem = isOffline ? "No connection. Nothing was changed." : refusal;
  const who = isMine
    ? "Assigned to you"
    : assignee
      ? `Assigned to ${assignee.name}`
      : canAct
        ? "Nobody has this case yet"
        : null;

  function submit(event: FormEvent) {
    setOffline(!navigator.onLine);
    if (pending || !navigator.onLine) event.preventDefault();
  }

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {who && (
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <UserRound aria-hidden className="size-4 shrink-0" />
          {who}
        </span>
      )}
      {canAct && (isMine || !assignee) && (
        <form action={act} onSubmit={submit}>
          <input type="hidden" name="wait_id" value={waitId} />
          <Button
            type="submit"
            name="act"
            value={isMine ? "release" : "claim"}
            size="sm"
            aria-disabled={pending}
            className="max-lg:h-11"
          >
            {isMine ? "Release" : "Claim"}
          </Button>
        </form>
      )}
      {canAct && problem && (
        <p role="alert" className="basis-full text-attention">
          {problem}
        </p>
      )}
    </div>
  );
}
