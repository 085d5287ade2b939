import { Flag, UserRound } from "lucide-react";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { CaseRow } from "@/lib/inbox/schema";
import { Due } from "./case/due";
import { Verdict } from "./decision/verdict";

interface ReviewOptionProps {
  item: CaseRow;
  viewerId: string;
  now: number;
}

/** One case in the list: amount, claimant, type, waiting time, due time, assignee and flags. */
export function ReviewOption({ item, viewerId, now }: ReviewOptionProps) {
  return (
    <>
      <span className="flex items-baseline justify-between gap-2">
        <Money cents={item.amountCents} currency={item.currency} className="font-semibold text-reading" />
        <span className="whitespace-nowrap text-ink-faint text-meta">
          <span className="sr-only">waiting since </span>
          <RelativeTime iso={item.waitingSince} />
        </span>
      </span>
      <span className="block truncate">
        {item.claimantName} <span className="text-ink-soft">· {item.subject}</span>
      </span>
      <span className="flex flex-wrap items-center justify-between gap-x-2 text-meta">
        <ReviewStatus item={item} now={now} />
        {item.assignee && (
          <span className="inline-flex min-w-0 items-center gap-1 text-ink-soft">
            <UserRound aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">assigned to </span>
            <span className="truncate">{item.assignee.id === viewerId ? "You" : item.assignee.name}</span>
          </span>
        )}
      </span>
      {item.flags.map((flag) => (
        <span key={flag} className="flex items-start gap-1 text-attention text-meta">
          <Flag aria-hidden className="mt-0.5 size-3 shrink-0" />
          {flag}
        </span>
      ))}
    </>
  );
}

function ReviewStatus({ item, now }: { item: CaseRow; now: number }) {
  if (item.status === "waiting_on_claimant") {
    return (
      <Status tone="waiting_for_others" look="plain" className="gap-1 font-normal text-meta [&_svg]:size-3.5">
        Waiting on claimant
      </Status>
    );
  }
  if (item.status === "decided" && item.decision) {
    return (
      <span className="inline-flex flex-wrap items-center gap-x-1">
        <Verdict verdict={item.decision.verdict} label={item.decision.verdictLabel} className="[&_svg]:size-3.5" />{" "}
        <span className="text-ink-soft">
          by {item.decision.decidedBy}, <RelativeTime iso={item.decision.decidedAt} />
        </span>
      </span>
    );
  }
  return <Due dueAt={item.dueAt} now={now} />;
}
