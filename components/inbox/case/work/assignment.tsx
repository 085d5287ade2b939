"use client";

import { UserRound } from "lucide-react";
import { type FormEvent, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { assignAction, caseAction } from "@/lib/inbox/actions";
import type { CasePerson } from "@/lib/inbox/schema";
import { actionProps } from "../../keys/inbox-actions";
import { Lease } from "./lease";
import { useWork } from "./use-work";

interface AssignmentProps {
  caseId: string;
  assignee: CasePerson | null;
  /** The end of the lease, ISO 8601; null for an assignment without a lease. */
  leaseUntil: string | null;
  viewerId: string;
  /** The case is open and the reviewer may decide it. */
  canAct: boolean;
  now: number;
}

/** The assignee, and one button to claim or release the case: it keeps the focus when its label changes. */
export function Assignment({ caseId, assignee, leaseUntil, viewerId, canAct, now }: AssignmentProps) {
  const isMine = assignee?.id === viewerId;
  // The action of the form, for the time before JavaScript.
  const [posted, postForm] = useActionState(assignAction, null);
  const work = useWork();
  const refusal = work.problem ?? (posted && !posted.ok ? posted.message : null);
  // A refusal is about the assignee of that time. It is not shown after the assignee has changed.
  const [answer, setAnswer] = useState({ refusal, assigneeId: assignee?.id });
  if (answer.refusal !== refusal) setAnswer({ refusal, assigneeId: assignee?.id });
  const problem = answer.assigneeId === assignee?.id ? refusal : null;
  const who = isMine ? "Assigned to you" : assignee ? `Assigned to ${assignee.name}` : canAct ? "Not assigned" : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    work.run(() => caseAction(caseId, { act: isMine ? "release" : "claim" }));
  }

  return (
    <>
      {who && (
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <UserRound aria-hidden className="size-4 shrink-0" />
          <span>{who}</span>
          {assignee && leaseUntil && <Lease leaseUntil={leaseUntil} now={now} />}
        </span>
      )}
      {canAct && (isMine || !assignee) && (
        <form action={postForm} onSubmit={submit}>
          <input type="hidden" name="case_id" value={caseId} />
          <Button
            type="submit"
            name="act"
            value={isMine ? "release" : "claim"}
            size="sm"
            aria-disabled={work.isPending}
            className="max-lg:h-11"
            {...actionProps(isMine ? "release" : "claim")}
          >
            {isMine ? "Release" : "Claim"}
          </Button>
        </form>
      )}
      {canAct && problem && (
        <p role="alert" className="order-last basis-full text-attention">
          {problem}
        </p>
      )}
    </>
  );
}
