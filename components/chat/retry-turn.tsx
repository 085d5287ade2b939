"use client";

import { useActionState } from "react";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { retryTurn } from "@/lib/chat/actions";

const retry = orUnreachable(retryTurn, noAnswer);

interface RetryTurnProps {
  sessionId: string;
  failure: { title: string; text: string };
}

/** A step failed or was stopped: what happened, and one more try. The conversation is kept. */
export function RetryTurn({ sessionId, failure }: RetryTurnProps) {
  const [state, act, pending] = useActionState(retry, null);
  return (
    <form action={act}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <ErrorNotice
        title={failure.title}
        action={
          <Button type="submit" disabled={pending}>
            {pending ? "Trying…" : "Try again"}
          </Button>
        }
      >
        {state && !state.ok ? state.message : failure.text}
      </ErrorNotice>
    </form>
  );
}
