import { BellRing, Flag, type LucideIcon, MoonStar, Tag, TrendingUp, UserRound } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { CaseRow } from "@/lib/inbox/schema";
import { Due } from "../case/due";
import { describePriority } from "./describe-case";

interface ReviewOptionProps {
  row: CaseRow;
  viewerId: string;
  now: number;
}

/**
 * One case in the list: amount, claimant, type, reference, times, assignee, why it is urgent, and warnings. A key that
 * moves the focus renders every row again; what stands in them stays.
 */
export const ReviewOption = memo(function ReviewOption({ row, viewerId, now }: ReviewOptionProps) {
  return (
    <>
      <span className="flex items-baseline justify-between gap-2">
        <span className="flex min-w-0 items-baseline gap-2">
          {row.amountCents === null && row.opening ? (
            <bdi className="truncate font-semibold text-reading">{row.opening}</bdi>
          ) : (
            <Money cents={row.amountCents} currency={row.currency} className="font-semibold text-reading" />
          )}
          {row.isNew === true && <span className="font-semibold text-meta text-waiting">New information</span>}
        </span>
        <span className="whitespace-nowrap text-ink-faint text-meta">
          <span className="sr-only">waiting since </span>
          <RelativeTime iso={row.waitingSince} />
        </span>
      </span>
      <span className="flex items-baseline justify-between gap-2">
        <span className="min-w-0 truncate">
          <bdi>{row.claimantName}</bdi> <span className="text-ink-soft">· {row.subject}</span>
        </span>
        <span className="whitespace-nowrap text-ink-faint text-meta">{row.reference}</span>
      </span>
      <span className="flex flex-wrap items-center justify-between gap-x-2 text-meta">
        <RowStatus row={row} now={now} />
        {row.assignee && (
          <span className="inline-flex min-w-0 items-center gap-1 text-ink-soft">
            <UserRound aria-hidden className="size-3.5 shrink-0" />
            <span className="sr-only">assigned to </span>
            <span className="truncate">{row.assignee.id === viewerId ? "You" : row.assignee.name}</span>
          </span>
        )}
      </span>
      {row.status === "open" && row.priority > 0 && (
        <Note icon={TrendingUp} className="text-ink-soft">
          {describePriority(row)}
        </Note>
      )}
      {row.snoozedUntil && (
        <Note icon={MoonStar} className="text-ink-soft">
          Snoozed, back <RelativeTime iso={row.snoozedUntil} />
        </Note>
      )}
      {row.status === "open" && row.escalatedAt && (
        <Note icon={BellRing} className="text-attention">
          Escalated{row.escalatedTo && ` to ${row.escalatedTo.id === viewerId ? "you" : row.escalatedTo.name}`}
        </Note>
      )}
      {row.flags.map((flag) => (
        <Note key={flag} icon={Flag} className="text-attention">
          {flag}
        </Note>
      ))}
      {row.tags.length > 0 && (
        <Note icon={Tag} className="text-ink-soft">
          {row.tags.join(", ")}
        </Note>
      )}
    </>
  );
});

interface NoteProps {
  icon: LucideIcon;
  className: string;
  children: ReactNode;
}

function Note({ icon: Icon, className, children }: NoteProps) {
  return (
    <span className={`flex items-start gap-1 text-meta ${className}`}>
      <Icon aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span>{children}</span>
    </span>
  );
}

const statusClasses = "gap-1 font-normal text-meta [&_svg]:size-3.5";
const verdictTones = { approve: "done", reject: "not_approved", request_information: "waiting_for_others" } as const;

function RowStatus({ row, now }: { row: CaseRow; now: number }) {
  const made = row.pending ?? row.decision;
  if (row.status === "waiting_on_claimant") {
    return (
      <Status tone="waiting_for_others" look="plain" className={statusClasses}>
        Waiting on claimant
      </Status>
    );
  }
  if (made && (row.pending || row.status === "decided")) {
    const tone = made.verdict in verdictTones ? verdictTones[made.verdict as keyof typeof verdictTones] : "done";
    const by = typeof made.decidedBy === "string" ? made.decidedBy : made.decidedBy.name;
    return (
      <span className="inline-flex flex-wrap items-center gap-x-1">
        <Status tone={tone} look="plain" className={statusClasses}>
          {made.verdictLabel}
        </Status>
        <span className="text-ink-soft">
          by {by}, <RelativeTime iso={made.decidedAt} />
        </span>
      </span>
    );
  }
  return <Due dueAt={row.dueAt} now={now} />;
}
