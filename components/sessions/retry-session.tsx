"use client";

import { type FormEvent, useActionState, useState } from "react";
import { Button } from "@/components/ui/button";
import { retryAction } from "@/lib/sessions/actions";

/** Retries a failed session; its attempts are counted from one again. */
export function RetrySession({ sessionId }: { sessionId: string }) {
  const [state, submitForm, isPending] = useActionState(retryAction, null);
  const [isOffline, setOffline] = useState(false);
  const problem = isOffline ? "No connection. Nothing was changed." : state && !state.ok ? state.message : null;

  function submit(event: FormEvent) {
    setOffline(!navigator.onLine);
    if (isPending || !navigator.onLine) event.preventDefault();
  }

  return (
    <form action={submitForm} onSubmit={submit} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input type="hidden" name="session_id" value={sessionId} />
      <Button type="submit" size="sm" aria-disabled={isPending} className="max-lg:h-11">
        Retry
      </Button>
      {problem && (
        <p role="alert" className="text-attention">
          {problem}
        </p>
      )}
    </form>
  );
}
