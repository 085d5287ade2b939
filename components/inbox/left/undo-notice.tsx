"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { LiveViewer } from "@/components/live/live-viewer";
import { useLive } from "@/components/live/use-live";
import { Button } from "@/components/ui/button";
import { sendRequest } from "@/components/ui/requests/send-request";
import { caseAction } from "@/lib/inbox/actions";
import type { DecisionFate } from "@/lib/inbox/schema";
import { useWork } from "../case/work/use-work";
import { cancelledTexts } from "../decision/decision-words";
import { useCountdown } from "../decision/use-countdown";
import { actionProps } from "../keys/inbox-actions";
import { forgetDecision, leaveProblem, type UndoableDecision } from "./left-store";

interface UndoNoticeProps {
  decision: UndoableDecision;
  /** The page of its case, which shows the same, is not open. */
  isElsewhere: boolean;
}

/** Follows a decision until it is final: offers to undo it, and says when it was cancelled. */
export default function UndoNotice(props: UndoNoticeProps) {
  return (
    <LiveViewer viewerId={props.decision.viewerId}>
      <FollowedDecision {...props} />
    </LiveViewer>
  );
}

function FollowedDecision({ decision, isElsewhere }: UndoNoticeProps) {
  const { caseId, pendingId, words } = decision;
  const [remainingMs] = useState(() => Math.max(0, decision.endsAt - performance.now()));
  const seconds = useCountdown(remainingMs);
  const isOver = seconds === 0;
  const readFate = useFate(decision);
  useLive(`case:${caseId}`, readFate);
  const readAtEnd = useEffectEvent(readFate);
  useEffect(() => {
    if (isOver) readAtEnd();
  }, [isOver]);
  const work = useWork();

  function undo() {
    work.run(
      () => caseAction(caseId, { act: "undo", decision_id: pendingId }),
      () => {
        decision.keepTexts();
        forgetDecision(pendingId);
      },
    );
  }

  if (!isElsewhere || isOver) return null;
  return (
    <div
      role="status"
      className={
        "flex flex-wrap items-center gap-3 rounded-surface border bg-surface px-4 py-3 shadow-float " +
        "motion-safe:animate-enter"
      }
    >
      <span className="wrap-anywhere">{work.problem ?? words}</span>
      <span aria-hidden className="text-ink-soft tabular-nums">
        {seconds} s
      </span>
      <Button size="sm" isPending={work.isPending} onClick={undo} className="max-lg:h-11" {...actionProps("undo")}>
        Undo
      </Button>
    </div>
  );
}

/** Asks what became of the decision, one request at a time, and forgets it when it is final. */
function useFate({ caseId, pendingId, words }: UndoableDecision): () => void {
  const isAsking = useRef(false);
  async function ask(): Promise<void> {
    const answer = await sendRequest<DecisionFate>(`/api/inbox/decisions/${pendingId}`);
    // Without an answer the next event asks again, and the page of the case says it in any case.
    if ("refusal" in answer || answer.result.status === "pending") return;
    forgetDecision(pendingId);
    const { cancelledBy } = answer.result;
    if (cancelledBy)
      leaveProblem({ caseId, title: `Cancelled, ${words}`, text: `${cancelledTexts[cancelledBy]} ${keptText}` });
  }
  return () => {
    if (isAsking.current) return;
    isAsking.current = true;
    void ask().finally(() => {
      isAsking.current = false;
    });
  };
}

const keptText = "What you wrote is shown in the case.";
