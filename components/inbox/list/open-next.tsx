"use client";

import { Button } from "@/components/ui/button";
import { useNextCase } from "../case/work/use-next-case";
import { type InboxQuery, readInboxQuery } from "../inbox-query";

/** Claims the first free case of the list and opens it. When there is none, the others are offered. */
export function OpenNext() {
  const next = useNextCase();
  return (
    <div className="grid justify-items-center gap-2">
      <Button isPending={next.isPending} onClick={() => next.open(currentQuery())}>
        Next case
      </Button>
      <p role="status" className="text-ink-soft empty:hidden">
        {next.words}
      </p>
      {next.hasRest && (
        <Button isPending={next.isPending} onClick={() => next.openRest(currentQuery())}>
          Look in all cases
        </Button>
      )}
    </div>
  );
}

/** The search of the list beside it. */
const currentQuery = (): InboxQuery => readInboxQuery(Object.fromEntries(new URLSearchParams(window.location.search)));
