"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { retryAllAction } from "@/lib/sessions/actions";

/** One more try for every session that a model has failed. */
export function RetryAll() {
  const [state, act, pending] = useActionState(retryAllAction, null);
  return (
    <form action={act} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button type="submit" size="sm" aria-disabled={pending} className="max-lg:h-11">
        Retry all
      </Button>
      {state && <p role="status">{state.message}</p>}
    </form>
  );
}
