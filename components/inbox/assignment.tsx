"use client";

import { UserRound } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { claimAction, releaseAction } from "@/lib/inbox/actions";

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
  const [state, act, pending] = useActionState(isMine ? releaseAction : claimAction, null);
  const who = isMine
    ? "Assigned to you"
    : assignee
      ? `Assigned to ${assignee.name}`
      : canAct
        ? "Nobody has this case yet"
        : null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {who && (
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <UserRound aria-hidden className="size-4 shrink-0" />
          {who}
        </span>
      )}
      {canAct && (isMine || !assignee) && (
        <form action={act}>
          <input type="hidden" name="wait_id" value={waitId} />
          <Button type="submit" size="sm" aria-disabled={pending} className="max-lg:h-11">
            {isMine ? "Release" : "Claim"}
          </Button>
        </form>
      )}
      {state && !state.ok && (
        <p role="alert" className="basis-full text-attention">
          {state.message}
        </p>
      )}
    </div>
  );
}
