"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { nextCaseAction } from "@/lib/inbox/actions";
import { type InboxQuery, inboxHref } from "../../inbox-query";
import { actionProps } from "../../keys/inbox-actions";
import { useWork } from "./use-work";

interface NextCaseProps {
  /** The case that is open. */
  caseId: string;
  query: InboxQuery;
  variant?: ButtonProps["variant"];
  size?: ButtonProps["size"];
  id?: string;
  /** The id of the words that are said with the button. */
  describedBy?: string;
  /** A decision is on the way: the next case is opened when it is stored, so that a refusal is read here. */
  waits?: boolean;
}

/** Claims the next case that no colleague has and opens it. */
export function NextCase({ caseId, query, variant, size, id, describedBy, waits = false }: NextCaseProps) {
  const router = useRouter();
  const work = useWork();
  const [isNone, setNone] = useState(false);
  const [isAskedFor, setAskedFor] = useState(false);
  const openNow = useEffectEvent(open);
  useEffect(() => {
    if (!isAskedFor || waits) return;
    setAskedFor(false);
    openNow();
  }, [isAskedFor, waits]);

  function open() {
    setNone(false);
    work.run(async () => {
      const result = await nextCaseAction(caseId);
      if (!result.ok) return result;
      if (result.caseId === null) setNone(true);
      else router.push(inboxHref(query, result.caseId));
      return { ok: true, result: null };
    });
  }

  return (
    <>
      <Button
        id={id}
        aria-describedby={describedBy}
        variant={variant}
        size={size}
        isPending={work.isPending || isAskedFor}
        onClick={() => (waits ? setAskedFor(true) : open())}
        className="max-lg:h-11"
        {...actionProps("next-case")}
      >
        Next case
      </Button>
      {(work.problem ?? isNone) && (
        <p role="status" className="order-last basis-full text-ink-soft">
          {work.problem ?? "No other case is free. New ones appear in the list by themselves."}
        </p>
      )}
    </>
  );
}
