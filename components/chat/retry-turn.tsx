"use client";

import { useActionState } from "react";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { retryTurn } from "@/lib/chat/actions";

const retry = orUnreachable(retryTurn, noAnswer);

/** A step failed: what happened, and one more try. The conversation is kept. */
export function RetryTurn({ sessionId, text }: { sessionId: string; text: string }) {
  const [state, act, pending] = useActionState(retry, null);
  return (
    <form action={act}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <ErrorNotice
        title="We could not go on"
        action={
          <Button type="submit" disabled={pending}>
            {pending ? "Trying…" : "Try again"}
          </Button>
        }
      >
        {state && !state.ok ? state.message : text}
      </ErrorNotice>
    </form>
  );
}
