"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { withdrawClaim } from "@/lib/chat/actions";
import { catchOffline, offlineRefusal } from "./catch-offline";

const withdraw = catchOffline(withdrawClaim, offlineRefusal);

/**
 * "Withdraw now", after the claimant asked for it in a message: a submit button of the composer with its own action.
 */
export function WithdrawNow() {
  const [state, submit, isPending] = useActionState(withdraw, null);
  return (
    <>
      <Button
        type="submit"
        size="sm"
        variant="danger"
        data-act="withdraw"
        formAction={submit}
        formNoValidate
        isPending={isPending}
        className="max-sm:h-11"
      >
        {isPending ? "Withdrawing…" : "Withdraw now"}
      </Button>
      {state && !state.ok && (
        <p role="alert" className="basis-full text-attention">
          {state.message}
        </p>
      )}
    </>
  );
}
