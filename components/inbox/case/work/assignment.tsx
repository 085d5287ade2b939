"use client";

import { UserRound } from "lucide-react";
import { type FormEvent, useActionState, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { assignAction } from "@/lib/inbox/actions";
import { actionProps } from "../../keys/inbox-actions";
import { useCaseWork } from "./case-work";
import { Lease } from "./lease";
import { workButton } from "./work-button";

interface AssignmentProps {
  caseId: string;
  viewerId: string;
  /** The case is open and the reviewer may decide it. */
  canAct: boolean;
  now: number;
}

/** The assignee, and one button to claim or release the case: it keeps the focus when its label changes. */
export function Assignment({ caseId, viewerId, canAct, now }: AssignmentProps) {
  const { assignee, leaseUntil, givenTo, isPending, problem: refusal, send } = useCaseWork();
  const isMine = assignee?.id === viewerId;
  // The action of the form, for the time before JavaScript.
  const [posted, postForm] = useActionState(assignAction, null);
  const problem = refusal ?? (posted && !posted.ok ? posted.message : null);
  const isOffered = canAct && (isMine || !assignee);

  // The button that had the focus is gone: a colleague was first.
  useEffect(() => {
    if (!isOffered && document.activeElement === document.body)
      document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [isOffered]);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isPending) send({ act: isMine ? "release" : "claim" });
  }

  const who = givenTo
    ? `Being assigned to ${givenTo.id === viewerId ? "you" : givenTo.name}`
    : isMine
      ? "Assigned to you"
      : assignee
        ? `Assigned to ${assignee.name}`
        : canAct
          ? "Not assigned"
          : null;
  return (
    <>
      {who && (
        <span className="inline-flex items-center gap-1.5 text-ink-soft max-sm:basis-full">
          <UserRound aria-hidden className="size-4 shrink-0" />
          <span>{who}</span>
          {assignee && leaseUntil && !givenTo && <Lease leaseUntil={leaseUntil} now={now} />}
        </span>
      )}
      {isOffered && (
        <form action={postForm} onSubmit={submit} className="max-sm:flex max-sm:flex-auto">
          <input type="hidden" name="case_id" value={caseId} />
          <Button
            type="submit"
            name="act"
            value={isMine ? "release" : "claim"}
            size="sm"
            aria-disabled={isPending}
            className={workButton}
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
