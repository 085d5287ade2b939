"use client";

import { UserRoundX } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Label } from "@/components/ui/forms/label";
import { Textarea } from "@/components/ui/forms/textarea";
import type { ReviewCase, ReviewListItem } from "@/lib/inbox/schema";
import { useDecision } from "./decision-context";
import { DecisionForm } from "./decision-form";
import { DecisionNotices } from "./decision-notices";
import { DecisionOutcome } from "./decision-outcome";

interface DecisionAreaProps {
  reviewCase: ReviewCase;
  viewerId: string;
  next: { item: ReviewListItem; href: string } | null;
  /** The new case after the claimant answered the question of this one. */
  reopenedHref: string | null;
  backHref: string;
}

/** The decision form, or the reason why there is none, or the stored decision. */
export function DecisionArea({ reviewCase, viewerId, next, reopenedHref, backHref }: DecisionAreaProps) {
  const { state, reason, isOffline } = useDecision();
  const router = useRouter();
  // The version of the case that the reviewer has seen, and the last result that was shown.
  const [seen, setSeen] = useState({ version: reviewCase.evidenceVersion, state: null as typeof state });
  const refusal = state && !state.ok && state !== seen.state && !isOffline ? state : null;
  const isStale = refusal?.code === "stale" || reviewCase.evidenceVersion !== seen.version;
  const decision = reviewCase.decision ?? (state?.ok ? state.decision : null);
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
      <DecisionOutcome
        decision={decision}
        reviewCase={reviewCase}
        viewerId={viewerId}
        next={next}
        reopenedHref={reopenedHref}
        backHref={backHref}
      >
        {refusal && <p role="alert">This case was decided before your decision arrived. The one above stands.</p>}
        {isUnsent && <UnsentReason />}
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
  if (reviewCase.status !== "open")
    return <p>This case is closed: the claimant has withdrawn it. There is nothing to decide any more.</p>;
  return (
    <div className="grid gap-3">
      <DecisionNotices
        waitId={reviewCase.waitId}
        refusal={refusal}
        isStale={isStale}
        isOffline={isOffline}
        onLookAgain={lookAgain}
      />
      <DecisionForm reviewCase={reviewCase} seenVersion={seen.version} problem={reasonProblem} />
    </div>
  );
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
