"use client";

import { UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { messageAnchor } from "@/components/ui/message-anchor";
import { refusalSentences } from "@/lib/inbox/describe-decision";
import type { CaseView, DecideRefusal } from "@/lib/inbox/schema";
import type { InboxQuery } from "../inbox-query";
import { UnsentReason } from "./boxes/unsent-reason";
import { useDecision } from "./decision-context";
import { DecisionForm } from "./decision-form";
import { DecisionNotices } from "./decision-notices";
import { DecisionOutcome } from "./decision-outcome";
import { PendingDecision } from "./pending-decision";
import { findChanges, findUnseenEdits } from "./what-changed";

interface DecisionAreaProps {
  reviewCase: CaseView;
  viewerId: string;
  query: InboxQuery;
  /** The server's clock, in milliseconds. */
  now: number;
}

/** The decision form; for a decided case its decision, for a refused reviewer the reason. */
export function DecisionArea({ reviewCase, viewerId, query, now }: DecisionAreaProps) {
  const { state, isOffline, held, seen, look } = useDecision();
  const router = useRouter();
  const refusal = state && !state.ok && state !== seen.state && !isOffline ? state : null;
  const isStale =
    refusal?.code === "stale" ||
    reviewCase.evidenceVersion !== seen.evidence.evidenceVersion ||
    findUnseenEdits(seen.evidence, reviewCase, viewerId).length > 0;
  const changes = isStale ? findChanges(seen.evidence, reviewCase, viewerId) : [];
  const pending = reviewCase.pending ?? held;

  function lookAgain(event: FormEvent) {
    event.preventDefault();
    look();
    router.refresh();
    const newest = changes.findLast(({ seq }) => seq !== null);
    const words = document.getElementById(messageAnchor(newest?.seq ?? -1));
    const target = words ?? document.querySelector<HTMLElement>("main h1");
    target?.closest("details")?.setAttribute("open", "");
    target?.scrollIntoView({ block: "nearest" });
    target?.focus();
  }

  if (pending) {
    const isMine = pending.decidedBy.id === viewerId;
    return (
      <PendingDecision
        reviewCase={reviewCase}
        pending={pending}
        isMine={isMine}
        now={now}
        isHeld={reviewCase.pending !== null}
        takesFocus={isMine && (held !== null || state?.ok === true)}
        query={query}
      >
        {!isMine && <UnsentReason />}
      </PendingDecision>
    );
  }
  if (reviewCase.decision && reviewCase.status !== "open") {
    return (
      <DecisionOutcome decision={reviewCase.decision} reviewCase={reviewCase} viewerId={viewerId} query={query}>
        {refusal && <p role="alert">This case was decided before your decision arrived. The one above stands.</p>}
        {reviewCase.decision.decidedById !== viewerId && <UnsentReason />}
      </DecisionOutcome>
    );
  }
  if (reviewCase.status !== "open")
    return <p>This case is closed: the claimant has withdrawn it. There is nothing to decide any more.</p>;
  if (reviewCase.refusal) return <Refused refusal={reviewCase.refusal} />;
  return (
    <div className="grid gap-3">
      {reviewCase.approvalsGiven.some(({ by }) => by.id === viewerId) && <OwnApproval {...reviewCase.approvals} />}
      <DecisionNotices
        reviewCase={reviewCase}
        refusal={refusal}
        changes={isStale ? changes : null}
        isOffline={isOffline}
        onLookAgain={lookAgain}
      />
      <DecisionForm reviewCase={reviewCase} seenVersion={seen.evidence.evidenceVersion} />
    </div>
  );
}

function Refused({ refusal }: { refusal: DecideRefusal }) {
  return (
    <p className="flex items-start gap-2">
      <UserRoundX aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
      {refusalSentences[refusal]}
    </p>
  );
}

function OwnApproval({ given, needed }: CaseView["approvals"]) {
  const more = needed - given;
  return (
    <p role="status">
      You have approved this. {more} more {more === 1 ? "person has" : "people have"} to approve.
    </p>
  );
}
