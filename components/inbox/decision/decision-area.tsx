"use client";

import { UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import type { CaseRow, CaseView } from "@/lib/inbox/schema";
import { useDecision } from "./decision-context";
import { DecisionForm } from "./decision-form";
import { DecisionNotices } from "./decision-notices";
import { DecisionOutcome, type ShownDecision } from "./decision-outcome";
import { UndoDecision } from "./undo-decision";

interface DecisionAreaProps {
  reviewCase: CaseView;
  viewerId: string;
  next: { item: CaseRow; href: string } | null;
  backHref: string;
}

/** The decision form, or the reason why there is none, or the stored decision. */
export function DecisionArea({ reviewCase, viewerId, next, backHref }: DecisionAreaProps) {
  const { state, reason, isOffline } = useDecision();
  const router = useRouter();
  // The version of the case that the reviewer has seen, and the last result that was shown.
  const [seen, setSeen] = useState({ version: reviewCase.evidenceVersion, state: null as typeof state });
  const refusal = state && !state.ok && state !== seen.state && !isOffline ? state : null;
  const isStale = refusal?.code === "stale" || reviewCase.evidenceVersion !== seen.version;
  const decision = shownDecision(reviewCase);
  const reasonProblem = refusal?.fields?.reason ?? null;

  function lookAgain(event: FormEvent) {
    event.preventDefault();
    setSeen({ version: reviewCase.evidenceVersion, state });
    router.refresh();
    document.querySelector<HTMLElement>("[role=log] > :last-child")?.focus();
  }

  if (decision) {
    const isUnsent = reason.trim() !== "" && !state?.ok;
    return (
      <DecisionOutcome decision={decision} reviewCase={reviewCase} viewerId={viewerId} next={next} backHref={backHref}>
        {refusal && <p role="alert">This case was decided before your decision arrived. The one above stands.</p>}
        {isUnsent && <UnsentReason />}
        {reviewCase.pending?.decidedBy.id === viewerId && (
          <UndoDecision caseId={reviewCase.caseId} pending={reviewCase.pending} />
        )}
      </DecisionOutcome>
    );
  }
  if (reviewCase.isOwnClaim) {
    return (
      <p className="flex items-start gap-2">
        <UserRoundX aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
        This is your own claim. Another reviewer has to decide it, so there is nothing to press here.
      </p>
    );
  }
  if (reviewCase.refusal) {
    return <p>You may not decide this case: a colleague has to, so there is nothing to press here.</p>;
  }
  if (reviewCase.status !== "open")
    return <p>This case is closed: the claimant has withdrawn it. There is nothing to decide any more.</p>;
  return (
    <div className="grid gap-3">
      <DecisionNotices
        caseId={reviewCase.caseId}
        refusal={refusal}
        isStale={isStale}
        isOffline={isOffline}
        onLookAgain={lookAgain}
      />
      {reviewCase.cancelledDecision?.cancelledBy === "new_evidence" && (
        <ErrorNotice title="Your decision was cancelled: the case changed">
          {reviewCase.claimantName} added something before it was final. Read what is new, then decide.
        </ErrorNotice>
      )}
      <DecisionForm reviewCase={reviewCase} seenVersion={seen.version} problem={reasonProblem} />
    </div>
  );
}

/** The stored decision, or the one that can still be undone. */
function shownDecision({ decision, pending }: CaseView): ShownDecision | null {
  if (decision || !pending) return decision;
  return { ...pending, edits: null, decidedBy: pending.decidedBy.name, decidedById: pending.decidedBy.id };
}

function UnsentReason() {
  const { reason, setReason } = useDecision();
  return (
    <div className="grid gap-1">
      <Label htmlFor="reason">Reason</Label>
      <Textarea
        id="reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        aria-describedby="kept"
      />
      <p id="kept" className="text-ink-faint text-meta">
        What you typed was not sent. It is kept here for you to copy.
      </p>
    </div>
  );
}
