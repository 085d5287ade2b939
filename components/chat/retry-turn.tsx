"use client";

import { CirclePause } from "lucide-react";
import { useActionState } from "react";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { retryTurn } from "@/lib/chat/actions";
import type { ClaimView } from "@/lib/chat/schema";

const retry = orUnreachable(retryTurn, noAnswer);

interface RetryTurnProps {
  sessionId: string;
  failure: NonNullable<ClaimView["failure"]>;
}

/** A step failed, or the claimant stopped it: what happened, and one more try. The conversation is kept. */
export function RetryTurn({ sessionId, failure }: RetryTurnProps) {
  const [state, act, pending] = useActionState(retry, null);
  const refusal = state && !state.ok ? state.message : null;
  const button = (label: string) => (
    <Button type="submit" disabled={pending}>
      {pending ? "Trying…" : label}
    </Button>
  );
  return (
    <form action={act}>
      <input type="hidden" name="sessionId" value={sessionId} />
      {failure.reason === "stopped" && !refusal ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-surface bg-sunken px-4 py-3">
          <CirclePause aria-hidden className="size-4 shrink-0 self-start text-ink-soft sm:mt-0.5" />
          <div className="min-w-0 flex-1 basis-48">
            <p className="font-semibold">You stopped the reply</p>
            <p className="text-ink-soft">{failure.text}</p>
          </div>
          {button("Answer it")}
        </div>
      ) : (
        <ErrorNotice title="We could not go on" action={button("Try again")}>
          {refusal ?? failure.text}
        </ErrorNotice>
      )}
    </form>
  );
}
