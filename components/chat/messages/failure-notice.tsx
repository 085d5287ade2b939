"use client";

import { CircleDot, CirclePause, Square } from "lucide-react";
import { useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { retryTurn } from "@/lib/chat/actions";
import type { ClaimView } from "@/lib/chat/schema";
import { noAnswer, orUnreachable } from "../catch-offline";

const retry = orUnreachable(retryTurn, noAnswer);

interface RetryTurnProps {
  sessionId: string;
  failure: NonNullable<ClaimView["failure"]>;
}

/** A step failed, or the claimant stopped it: what happened, and one more try. The conversation is kept. */
export function RetryTurn({ sessionId, failure }: RetryTurnProps) {
  const [state, act, pending] = useActionState(retry, null);
  const refusal = state && !state.ok ? state.message : null;
  if (failure.reason === "set_aside") return <ErrorNotice title="We could not go on">{failure.text}</ErrorNotice>;
  if (pending) return <Answering sessionId={sessionId} />;
  const button = (label: string) => <Button type="submit">{label}</Button>;
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

/** The button that was pressed is gone: who uses the keyboard goes on from here. */
const focus = (button: HTMLButtonElement | null): void => button?.focus();

/** The try is under way; it can be stopped like any reply. */
function Answering({ sessionId }: { sessionId: string }) {
  const [stop, setStop] = useState<"offered" | "asked" | "failed">("offered");
  async function ask() {
    setStop("asked");
    // Not a server action: those wait for the one that is under way.
    const answer = await fetch(`/api/v1/sessions/${sessionId}/stop`, { method: "POST" }).catch(() => null);
    // 409: it has just been finished.
    if (!answer?.ok && answer?.status !== 409) setStop("failed");
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-ink-soft">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        <CircleDot aria-hidden className="size-4 animate-here text-accent" />
        {stop === "failed" ? "It could not be stopped. Reading your message…" : "Reading your message…"}
      </p>
      <Button ref={focus} onClick={ask} isPending={stop === "asked"}>
        <Square aria-hidden className="fill-current" />
        {stop === "asked" ? "Stopping…" : "Stop"}
      </Button>
    </div>
  );
}
