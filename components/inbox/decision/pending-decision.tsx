"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { caseAction } from "@/lib/inbox/actions";
import type { CaseView, PendingDecisionView } from "@/lib/inbox/schema";
import { NextCase } from "../case/work/next-case";
import { useWork } from "../case/work/use-work";
import type { InboxQuery } from "../inbox-query";
import { actionProps } from "../keys/inbox-actions";
import { keepTextsOf } from "./boxes/use-texts";
import { CorrectedFacts } from "./corrected-facts";
import { useDecision } from "./decision-context";
import { rememberPending } from "./remember-pending";
import { useCountdown } from "./use-countdown";
import { Verdict } from "./verdict";

interface PendingDecisionProps {
  reviewCase: CaseView;
  pending: PendingDecisionView;
  isMine: boolean;
  /** The server holds it; false while its answer is on the way. */
  isHeld: boolean;
  /** The server's clock when it said so, in milliseconds. */
  now: number;
  /** The decision was just made here: the focus moves to it. */
  takesFocus: boolean;
  query: InboxQuery;
  children?: ReactNode;
}

/** A decision while its reviewer can undo it. Colleagues see who made it. */
export function PendingDecision({
  reviewCase,
  pending,
  isMine,
  isHeld,
  now,
  takesFocus,
  query,
  children,
}: PendingDecisionProps) {
  const remainingMs = Math.max(0, Date.parse(pending.commitAt) - now);
  const seconds = useCountdown(remainingMs);
  const work = useWork();
  const [isUndone, setUndone] = useState(false);
  const { texts } = useDecision();
  const { caseId } = reviewCase;
  const remember = useEffectEvent(() => rememberPending(reviewCase, pending, { texts, remainingMs }));
  const undoableId = isMine && isHeld ? pending.id : null;
  useEffect(() => {
    if (undoableId) remember();
  }, [undoableId]);
  const router = useRouter();
  const readAgain = useEffectEvent(() => router.refresh());

  useEffect(() => {
    if (takesFocus) document.getElementById("next-case")?.focus();
  }, [takesFocus]);
  // An event announces the final decision. The countdown covers a lost connection.
  useEffect(() => {
    if (seconds === 0) readAgain();
  }, [seconds]);

  function undo() {
    work.run(
      () => caseAction(caseId, { act: "undo", decision_id: pending.id }),
      () => {
        setUndone(true);
        keepTextsOf(caseId, texts);
        document.querySelector<HTMLElement>("main h1")?.focus();
      },
    );
  }

  return (
    <div className="grid gap-2">
      <DecisionWords pending={pending} isMine={isMine} remainingMs={remainingMs} seconds={seconds} />
      <CorrectedFacts reviewCase={reviewCase} edits={reviewCase.edits} />
      {work.problem && (
        <p role="alert" className="text-attention">
          {work.problem}
        </p>
      )}
      {children}
      <div className="flex flex-wrap items-center gap-2">
        {isMine && (
          <Button
            isPending={work.isPending || isUndone}
            onClick={undo}
            className="max-lg:h-11"
            {...actionProps("undo")}
          >
            Undo
          </Button>
        )}
        <NextCase
          caseId={caseId}
          query={query}
          id="next-case"
          describedBy="decision-made"
          variant="primary"
          waits={isMine && !isHeld}
        />
      </div>
    </div>
  );
}

interface DecisionWordsProps {
  pending: PendingDecisionView;
  isMine: boolean;
  remainingMs: number;
  seconds: number;
}

function DecisionWords({ pending, isMine, remainingMs, seconds }: DecisionWordsProps) {
  return (
    <>
      <p id="decision-made" className="flex flex-wrap items-center gap-x-1.5 text-reading">
        <Verdict verdict={pending.verdict} label={pending.verdictLabel} />{" "}
        <span>by {isMine ? "you" : pending.decidedBy.name}</span>
        <span className="sr-only">{isMine && `. You can undo this for ${Math.ceil(remainingMs / 1000)} seconds.`}</span>
      </p>
      <p aria-hidden={isMine} className="text-ink-soft">
        {isMine ? "It takes effect in" : "It can still be undone and takes effect in"} {seconds} s
      </p>
      {pending.reason && (
        <p dir="auto" className="wrap-anywhere max-h-24 max-w-prose overflow-y-auto whitespace-pre-wrap text-ink-soft">
          {pending.reason}
        </p>
      )}
    </>
  );
}
