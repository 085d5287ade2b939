"use client";

import { CircleDot, CirclePause, Square } from "lucide-react";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { retryTurn } from "@/lib/chat/actions";
import type { ClaimView } from "@/lib/chat/schema";
import { catchOffline, offlineRefusal } from "../catch-offline";

const retry = catchOffline(retryTurn, offlineRefusal);

interface RetryTurnProps {
  sessionId: string;
  failure: NonNullable<ClaimView["failure"]>;
}

/** A task failed, or the claimant stopped the reply: what happened, and a button to retry. */
export function FailureNotice({ sessionId, failure }: RetryTurnProps) {
  const [state, submit, isPending] = useActionState(retry, null);
  const refusal = state && !state.ok ? state.message : null;
  if (failure.reason === "set_aside") return <ErrorNotice title="We could not go on">{failure.text}</ErrorNotice>;
  if (isPending) return <PendingRetry sessionId={sessionId} />;
  const retryButton = (label: string) => <Button type="submit">{label}</Button>;
  return (
    <form action={submit}>
      <input type="hidden" name="sessionId" value={sessionId} />
      {failure.reason === "stopped" && !refusal ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-surface bg-sunken px-4 py-3">
          <CirclePause aria-hidden className="size-4 shrink-0 self-start text-ink-soft sm:mt-0.5" />
          <div className="min-w-0 flex-1 basis-48">
            <p className="font-semibold">You stopped the reply</p>
            <p className="text-ink-soft">{failure.text}</p>
          </div>
          {retryButton("Answer it")}
        </div>
      ) : (
        <ErrorNotice title="We could not go on" action={retryButton("Try again")}>
          {refusal ?? failure.text}
        </ErrorNotice>
      )}
    </form>
  );
}

/** The pressed button is gone, so the new one takes the focus. */
const focus = (button: HTMLButtonElement | null): void => button?.focus();

/** The retry is in progress. It can be stopped like any reply. */
function PendingRetry({ sessionId }: { sessionId: string }) {
  const [stop, setStop] = useState<"possible" | "requested" | "failed">("possible");
  async function requestStop() {
    setStop("requested");
    // Not a server action: React runs those one after another.
    const answer = await fetch(`/api/v1/sessions/${sessionId}/stop`, { method: "POST" }).catch(() => null);
    // 409: the reply has ended meanwhile.
    if (!answer?.ok && answer?.status !== 409) setStop("failed");
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        <CircleDot aria-hidden className="size-4 animate-here text-accent" />
        {stop === "failed" ? "It could not be stopped. Reading your message…" : "Reading your message…"}
      </p>
      <Button ref={focus} onClick={requestStop} isPending={stop === "requested"}>
        <Square aria-hidden className="fill-current" />
        {stop === "requested" ? "Stopping…" : "Stop"}
      </Button>
    </div>
  );
}
