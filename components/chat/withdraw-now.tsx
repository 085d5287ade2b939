"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { withdrawClaim } from "@/lib/chat/actions";
import { noAnswer, orUnreachable } from "./catch-offline";

const withdraw = orUnreachable(withdrawClaim, noAnswer);

/** "Withdraw now", for who has asked for it in words: a submit button of the message's form with an action of its own. */
export function WithdrawNow() {
  const [state, act, pending] = useActionState(withdraw, null);
  return (
    <>
      <Button
        type="submit"
        size="sm"
        variant="danger"
        data-act="withdraw"
        formAction={act}
        formNoValidate
        isPending={pending}
        className="max-sm:h-11"
      >
        {pending ? "Withdrawing…" : "Withdraw now"}
      </Button>
      {state && !state.ok && (
        <p role="alert" className="basis-full text-attention">
          {state.message}
        </p>
      )}
    </>
  );
}
