"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { nextCaseAction } from "@/lib/inbox/actions";
import { useWork } from "../case/work/use-work";
import { inboxHref, readInboxQuery } from "../inbox-query";

/** Claims the most urgent case that no colleague has, and opens it. */
export function OpenNext() {
  const router = useRouter();
  const work = useWork();
  const [isNone, setNone] = useState(false);

  function open() {
    setNone(false);
    work.run(async () => {
      const result = await nextCaseAction();
      if (!result.ok) return result;
      const query = readInboxQuery(Object.fromEntries(new URLSearchParams(window.location.search)));
      if (result.caseId === null) setNone(true);
      else router.push(inboxHref(query, result.caseId));
      return { ok: true, result: null };
    });
  }

  return (
    <div className="grid justify-items-center gap-2">
      <Button isPending={work.isPending} onClick={open}>
        Next case
      </Button>
      <p role="status" className="text-ink-soft empty:hidden">
        {work.problem ?? (isNone && "No case is free. New cases appear in the list.")}
      </p>
    </div>
  );
}
