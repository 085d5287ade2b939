"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DecisionView, ReviewCase, ReviewListItem } from "@/lib/inbox/schema";
import { formatMoney } from "@/lib/money";
import { nameInSentence } from "@/lib/tasks/schema";
import { showValue } from "../case/facts/show-value";
import { useDecision } from "./decision-context";
import { Verdict } from "./verdict";

interface DecisionOutcomeProps {
  decision: DecisionView;
  reviewCase: ReviewCase;
  viewerId: string;
  /** The next open case of the list; null when there is none. */
  next: { item: ReviewListItem; href: string } | null;
  /** The new case after the claimant answered the question of this one. */
  reopenedHref: string | null;
  backHref: string;
  /** Shown below the decision, such as a reason that was not sent. */
  children?: ReactNode;
}

/** The stored decision: verdict, reviewer, time and reason; and links to go on. Focused after a decision was sent. */
export function DecisionOutcome(props: DecisionOutcomeProps) {
  const { decision, reviewCase, viewerId, next, reopenedHref, backHref, children } = props;
  const { state } = useDecision();
  const summary = useRef<HTMLParagraphElement>(null);
  const corrected = reviewCase.facts.flatMap((fact) =>
    decision.edits && Object.hasOwn(decision.edits, fact.key)
      ? `${nameInSentence(fact)} to ${showValue(fact, decision.edits[fact.key], reviewCase.currency)}`
      : [],
  );

  useEffect(() => {
    if (state) summary.current?.focus();
  }, [state]);

  return (
    <div className="grid gap-2">
      <p ref={summary} tabIndex={-1} className="flex flex-wrap items-center gap-x-1.5 text-reading">
        {/* The space is for screen readers and copied text. */}
        <Verdict verdict={decision.verdict} />{" "}
        <span>
          by {decision.decidedById === viewerId ? "you" : decision.decidedBy}, <RelativeTime iso={decision.decidedAt} />
        </span>
      </p>
      {decision.reason && (
        <p dir="auto" className="wrap-anywhere max-h-24 max-w-prose overflow-y-auto whitespace-pre-wrap text-ink-soft">
          {decision.reason}
        </p>
      )}
      {corrected.length > 0 && (
        <p dir="auto" className="wrap-anywhere max-h-24 overflow-y-auto text-ink-soft">
          Corrected with it: {new Intl.ListFormat("en").format(corrected)}.
        </p>
      )}
      {decision.verdict === "request_information" && (
        <p className="text-ink-soft">
          {reviewCase.claimantName}{" "}
          {reopenedHref
            ? "was asked in the chat and has answered."
            : "was asked in the chat. With the answer the case comes back to the inbox."}
        </p>
      )}
      {children}
      <div className="flex flex-wrap gap-2">
        {reopenedHref && (
          <Button asChild variant="primary" className="max-lg:h-11">
            <Link href={reopenedHref}>The claimant has answered: open the case again</Link>
          </Button>
        )}
        {next && (
          <Button asChild variant={reopenedHref ? "secondary" : "primary"} className="max-lg:h-11">
            <Link href={next.href}>
              Next case:{" "}
              {next.item.amountCents !== null && `${formatMoney(next.item.amountCents, next.item.currency)}, `}
              {next.item.claimantName}
            </Link>
          </Button>
        )}
        <Button asChild className="max-lg:h-11">
          <Link href={backHref}>Back to the inbox</Link>
        </Button>
      </div>
    </div>
  );
}
