"use client";

import Link from "next/link";
import { type ReactNode, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { verdictWords } from "@/lib/inbox/describe-decision";
import type { CaseView, DecisionView } from "@/lib/inbox/schema";
import { NextCase } from "../case/work/next-case";
import { type InboxQuery, inboxHref } from "../inbox-query";
import { CorrectedFacts } from "./corrected-facts";
import { useDecision } from "./decision-context";
import { wordsOf } from "./decision-words";
import { Verdict } from "./verdict";

interface DecisionOutcomeProps {
  decision: DecisionView;
  reviewCase: CaseView;
  viewerId: string;
  query: InboxQuery;
  /** Shown below the decision, such as a reason that was not sent. */
  children?: ReactNode;
}

/** The stored decision (verdict, reviewer, time, reason), and a link to the next case. */
export function DecisionOutcome({ decision, reviewCase, viewerId, query, children }: DecisionOutcomeProps) {
  const { state } = useDecision();
  const words = wordsOf(decision);
  // The label of a button is quoted: it says what was pressed.
  const isOwn = !Object.hasOwn(verdictWords, decision.verdict);

  // The button that was pressed is gone.
  useEffect(() => {
    if (state && (document.activeElement === document.body || document.activeElement === null))
      document.getElementById("next-case")?.focus();
  }, [state]);

  return (
    <div className="grid gap-2">
      <p id="decision-made" className="flex flex-wrap items-center gap-x-1.5 text-reading">
        {/* The space is for screen readers and copied text. */}
        <Verdict verdict={decision.verdict} label={isOwn ? `“${decision.verdictLabel}”` : decision.verdictLabel} />{" "}
        <span>
          by {decision.decidedById === viewerId ? "you" : decision.decidedBy}, <RelativeTime iso={decision.decidedAt} />
        </span>
      </p>
      {words && (
        <p dir="auto" className="wrap-anywhere max-h-24 max-w-prose overflow-y-auto whitespace-pre-wrap text-ink-soft">
          {words}
        </p>
      )}
      <CorrectedFacts reviewCase={reviewCase} edits={decision.edits} />
      {reviewCase.status === "waiting_on_claimant" && (
        <p className="text-ink-soft">
          {reviewCase.claimantName} was asked in the chat. With the answer this case is open again, here and in “Mine”.
        </p>
      )}
      {children}
      <div className="flex flex-wrap items-center gap-2">
        <NextCase
          caseId={reviewCase.caseId}
          query={query}
          id="next-case"
          describedBy="decision-made"
          variant="primary"
        />
        <Button asChild className="max-lg:h-11">
          <Link href={inboxHref(query)}>Back to the inbox</Link>
        </Button>
      </div>
    </div>
  );
}
