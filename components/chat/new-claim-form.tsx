"use client";

import { Plus } from "lucide-react";
import { useActionState } from "react";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { newClaim } from "@/lib/chat/actions";

const startClaim = orUnreachable(newClaim, noAnswer);

/** The button "New claim". */
export function NewClaimForm() {
  const [state, act, pending] = useActionState(startClaim, null);
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
