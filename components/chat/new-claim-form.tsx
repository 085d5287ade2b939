"use client";

import { Plus } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { newClaim } from "@/lib/chat/actions";

/** The button "New claim". */
export function NewClaimForm() {
  const [state, act, pending] = useActionState(newClaim, null);
  return (
    <form action={act} className="contents">
      <Button type="submit" variant="primary" size="lg" disabled={pending}>
        <Plus aria-hidden />
        {pending ? "Starting…" : "New claim"}
      </Button>
      {state && !state.ok && (
        <ErrorNotice title="The claim could not be started" className="basis-full">
          {state.message}
        </ErrorNotice>
      )}
    </form>
  );
}
