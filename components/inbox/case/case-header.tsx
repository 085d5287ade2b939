import { ArrowLeft, ArrowUpFromLine, Flag } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseView } from "@/lib/inbox/schema";
import { type InboxQuery, inboxHref } from "../inbox-query";
import { amountOf, asksAmount } from "./amount-of";
import { Due } from "./due";
import { Assignment } from "./work/assignment";
import { CaseDialogs } from "./work/case-dialogs";
import { NextCase } from "./work/next-case";
import { Snoozed } from "./work/snooze/snoozed";
import { UnlessHeld } from "./work/unless-held";
import { Viewers } from "./work/viewers";

interface CaseHeaderProps {
  reviewCase: CaseView;
  viewerId: string;
  query: InboxQuery;
  now: number;
}

/** Amount, claimant, type, reference and times of the case, its assignee, and the buttons for work on it. */
export function CaseHeader({ reviewCase, viewerId, query, now }: CaseHeaderProps) {
  const { caseId, currency, claimantName, opening, subject, refusal } = reviewCase;
  // A decision that can still be undone is undone first.
  const canWork = reviewCase.status === "open" && !reviewCase.pending && !reviewCase.isOwnClaim;
  return (
    <header className="grid gap-1 border-line border-b px-4 py-2 lg:col-span-full">
      <Link
        href={inboxHref(query)}
        className={
          "-ml-2 inline-flex h-9 w-fit items-center gap-1 rounded-control px-2 text-ink-soft " +
          "hover:bg-sunken hover:text-ink max-lg:h-11 min-[1200px]:hidden"
        }
      >
        <ArrowLeft aria-hidden className="size-4" />
        Inbox
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <h1 tabIndex={-1} className="flex flex-wrap items-baseline gap-x-3">
          {asksAmount(reviewCase) ? (
            <Money cents={amountOf(reviewCase)} currency={currency} className="text-figure" />
          ) : (
            <bdi className="wrap-anywhere">{opening ?? subject}</bdi>
          )}
          <span className={cn(!asksAmount(reviewCase) && "font-normal text-ink-soft")}>{claimantName}</span>
        </h1>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields */}
        <div
          role="group"
          aria-label="Work on this case"
          className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:gap-x-1"
        >
          <Assignment caseId={caseId} viewerId={viewerId} canAct={canWork && refusal === null} now={now} />
          {canWork && (
            <UnlessHeld>
              <CaseDialogs caseId={caseId} people={reviewCase.colleagues} viewerId={viewerId} />
              <NextCase caseId={caseId} query={query} size="sm" />
            </UnlessHeld>
          )}
        </div>
      </div>
      <CaseFacts reviewCase={reviewCase} now={now} />
    </header>
  );
}

function CaseFacts({ reviewCase, now }: { reviewCase: CaseView; now: number }) {
  const { subject, reference, waitingSince, dueAt, flags, escalatedAt, escalatedTo } = reviewCase;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
      <span>
        {subject} · <span className="select-all whitespace-nowrap">{reference}</span>
      </span>
      <span>
        Came <RelativeTime iso={waitingSince} />
      </span>
      {reviewCase.status === "open" && <Due dueAt={dueAt} now={now} />}
      <Snoozed now={now} />
      {escalatedAt && (
        <span className="inline-flex items-center gap-1 font-semibold text-waiting">
          <ArrowUpFromLine aria-hidden className="size-3.5" />
          {escalatedTo ? `Escalated to ${escalatedTo.name}` : "Escalated"}
        </span>
      )}
      <Viewers caseId={reviewCase.caseId} />
      {flags.map((flag) => (
        <Badge key={flag} tone="attention" className="whitespace-normal">
          <Flag aria-hidden />
          {flag}
        </Badge>
      ))}
    </div>
  );
}
