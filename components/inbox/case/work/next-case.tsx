"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { InboxQuery } from "../../inbox-query";
import { actionProps } from "../../keys/inbox-actions";
import { useNextCase } from "./use-next-case";
import { workButton } from "./work-button";

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

/** Claims the next case of the list that no colleague has and opens it. When there is none, the others are offered. */
export function NextCase({ caseId, query, variant, size, id, describedBy, waits = false }: NextCaseProps) {
  const next = useNextCase(caseId);
  const [isAskedFor, setAskedFor] = useState(false);
  const openNow = useEffectEvent(() => next.open(query));
  useEffect(() => {
    if (!isAskedFor || waits) return;
    setAskedFor(false);
    openNow();
  }, [isAskedFor, waits]);

  return (
    <>
      <Button
        id={id}
        aria-describedby={describedBy}
        variant={variant}
        size={size}
        isPending={next.isPending || isAskedFor}
        onClick={() => (waits ? setAskedFor(true) : next.open(query))}
        className={size === "sm" ? workButton : "max-lg:h-11"}
        {...actionProps("next-case")}
      >
        Next case
      </Button>
      {next.words && (
        <p role="status" className="order-last basis-full text-ink-soft">
          {next.words}
        </p>
      )}
      {next.hasRest && (
        <Button
          size="sm"
          isPending={next.isPending}
          onClick={() => next.openRest(query)}
          className="order-last max-lg:h-11"
        >
          Look in all cases
        </Button>
      )}
    </>
  );
}
