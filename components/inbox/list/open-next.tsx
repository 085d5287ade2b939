"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { nextCaseAction } from "@/lib/inbox/actions";
import { inboxHref, readInboxQuery } from "../inbox-query";

/** Claims the most urgent case that no colleague has, and opens it. */
export function OpenNext() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [words, setWords] = useState("");

  const open = () =>
    startTransition(async () => {
      const result = await nextCaseAction();
      if (!result.ok) return setWords(result.message);
      if (result.caseId === null) return setWords("No case is free. New cases appear in the list.");
      const query = readInboxQuery(Object.fromEntries(new URLSearchParams(window.location.search)));
      router.push(inboxHref(query, result.caseId));
    });

  return (
    <div className="grid justify-items-center gap-2">
      <Button isPending={isPending} onClick={open}>
        Next case
      </Button>
      <p role="status" className="text-ink-soft empty:hidden">
        {words}
      </p>
    </div>
  );
}
