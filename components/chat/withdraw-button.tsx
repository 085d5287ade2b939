"use client";

import { type MouseEvent, useActionState, useRef } from "react";
import { Button } from "@/components/ui/button";
import { withdrawClaim } from "@/lib/chat/actions";
import { catchOffline, offlineRefusal } from "./catch-offline";

const withdraw = catchOffline(withdrawClaim, offlineRefusal);

interface WithdrawButtonProps {
  sessionId: string;
  /** What the workflow calls its sessions: "claim". */
  word: string;
  isAboutMoney: boolean;
}

/** "Withdraw claim" asks first: in a modal dialog, and before JavaScript in a popover with the same text. */
export function WithdrawButton({ sessionId, word, isAboutMoney }: WithdrawButtonProps) {
  const [state, submit, isPending] = useActionState(withdraw, null);
  const dialog = useRef<HTMLDialogElement>(null);

  function open(event: MouseEvent) {
    event.preventDefault();
    if (!dialog.current?.matches(":popover-open")) dialog.current?.showModal();
  }

  function close(event: MouseEvent) {
    if (!dialog.current?.open) return;
    event.preventDefault();
    dialog.current.close();
  }

  return (
    <div>
      <Button variant="quiet" popoverTarget="withdraw" onClick={open} className="-ml-4 text-attention max-sm:h-11">
        Withdraw {word}
      </Button>
      <dialog
        ref={dialog}
        id="withdraw"
        popover="auto"
        aria-labelledby="withdraw-title"
        className={
          "fixed inset-0 m-auto h-fit max-h-[calc(100dvh-16px)] w-[calc(100vw-32px)] max-w-md " +
          "overflow-y-auto rounded-surface border bg-surface p-6 text-ink shadow-float " +
          "backdrop:bg-[rgb(22_21_19/0.5)]"
        }
      >
        <form action={submit} className="grid gap-4">
          <h2 id="withdraw-title" className="text-title">
            Withdraw this {word}?
          </h2>
          <p className="text-ink-soft">
            Work on it stops{isAboutMoney && " and nothing is paid"}. This cannot be undone; you can start a new {word}.
          </p>
          {state && !state.ok && (
            <p role="alert" className="text-attention">
              {state.message}
            </p>
          )}
          <input type="hidden" name="sessionId" value={sessionId} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="lg" popoverTarget="withdraw" popoverTargetAction="hide" onClick={close} autoFocus>
              Keep {word}
            </Button>
            <Button size="lg" variant="danger" type="submit" isPending={isPending}>
              {isPending ? "Withdrawing…" : "Yes, withdraw"}
            </Button>
          </div>
        </form>
      </dialog>
    </div>
  );
}
