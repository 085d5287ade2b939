"use client";

import { useActionState } from "react";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { withdrawClaim } from "@/lib/chat/actions";

const withdraw = orUnreachable(withdrawClaim, noAnswer);

/** "Withdraw claim", which asks first. A popover, so that the question also comes before JavaScript. */
export function WithdrawButton({ sessionId }: { sessionId: string }) {
  const [state, act, pending] = useActionState(withdraw, null);
  return (
    <div>
      <Button variant="quiet" popoverTarget="withdraw" className="-ml-4 text-attention max-sm:h-11">
        Withdraw claim
      </Button>
      <dialog
        id="withdraw"
        popover="auto"
        aria-labelledby="withdraw-title"
        className="fixed inset-0 m-auto h-fit w-[calc(100vw-32px)] max-w-md rounded-surface border bg-surface p-6 text-ink shadow-float backdrop:bg-[rgb(22_21_19/0.5)]"
      >
        <form action={act} className="grid gap-4">
          <h2 id="withdraw-title" className="text-title">
            Withdraw this claim?
          </h2>
          <p className="text-ink-soft">
            Nobody works on it any more and nothing is paid. This cannot be undone; you can start a new claim.
          </p>
          {state && !state.ok && (
            <p role="alert" className="text-attention">
              {state.message}
            </p>
          )}
          <input type="hidden" name="sessionId" value={sessionId} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="lg" popoverTarget="withdraw" popoverTargetAction="hide" autoFocus>
              Keep claim
            </Button>
            <Button size="lg" variant="danger" type="submit" disabled={pending}>
              {pending ? "Withdrawing…" : "Yes, withdraw"}
            </Button>
          </div>
        </form>
      </dialog>
    </div>
  );
}
