"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { retryAllAction } from "@/lib/sessions/actions";

/** Retries every session that failed because of a model. */
export function RetryAll() {
  const [state, submit, isPending] = useActionState(retryAllAction, null);
  return (
    <form action={submit} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button type="submit" size="sm" aria-disabled={isPending} className="max-lg:h-11">
        Retry all
      </Button>
      {state && <p role="status">{state.message}</p>}
    </form>
  );
}
