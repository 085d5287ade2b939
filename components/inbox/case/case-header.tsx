import { ArrowLeft, Flag } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ReviewCase } from "@/lib/inbox/schema";
import { Assignment } from "./work/assignment";
import { Due } from "./due";

interface CaseHeaderProps {
  reviewCase: ReviewCase;
  viewerId: string;
  backHref: string;
  now: number;
}

/** Amount, claimant, type, reference, times and assignee of the case. */
export function CaseHeader({ reviewCase, viewerId, backHref, now }: CaseHeaderProps) {
  const { amountCents, currency, claimantName, subject, reference, waitingSince, dueAt, flags } = reviewCase;
  const isOpen = reviewCase.status === "open";
  return (
    <header className="grid gap-1 border-line border-b px-4 py-2 lg:col-span-full">
      <Link
        href={backHref}
        className={
          "-ml-2 inline-flex h-9 w-fit items-center gap-1 rounded-control px-2 text-ink-soft " +
          "hover:bg-sunken hover:text-ink min-[1200px]:hidden"
        }
      >
        <ArrowLeft aria-hidden className="size-4" />
        Inbox
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="grid flex-1 basis-72 gap-1">
          <h1 className="flex flex-wrap items-baseline gap-x-3">
            <Money cents={amountCents} currency={currency} className="text-figure" />
            <span>{claimantName}</span>
          </h1>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-soft">
            <span>
              {subject} · <span className="select-all whitespace-nowrap">{reference}</span>
            </span>
            <span>
              Came <RelativeTime iso={waitingSince} />
            </span>
            {isOpen && <Due dueAt={dueAt} now={now} />}
          </p>
        </div>
        <Assignment
          waitId={reviewCase.waitId}
          assignee={reviewCase.assignee}
          viewerId={viewerId}
          canAct={isOpen && !reviewCase.isOwnClaim}
        />
      </div>
      {flags.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {flags.map((flag) => (
            <Badge key={flag} tone="attention">
              <Flag aria-hidden />
              {flag}
            </Badge>
          ))}
        </p>
      )}
    </header>
  );
}
