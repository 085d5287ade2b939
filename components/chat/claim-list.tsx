import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { AnnounceChanges } from "@/components/ui/announce-changes";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { ClaimListItem } from "@/lib/chat/schema";

/** The claimant's claims, one row each: title, status, amount. */
export function ClaimList({ claims }: { claims: ClaimListItem[] }) {
  return (
    <>
      <AnnounceChanges
        items={claims.map(({ sessionId, title, statusText }) => [sessionId, `${title}: ${statusText}`])}
      />
      <ul className="divide-y divide-line border-y">
        {claims.map((claim) => (
          <li key={claim.sessionId}>
            <Link
              href={`/claims/${claim.sessionId}`}
              prefetch={false}
              className={
                "-mx-2 grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-4 gap-y-1 " +
                "rounded-control px-2 py-4 transition-colors hover:bg-sunken"
              }
            >
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <bdi className="wrap-anywhere line-clamp-2 min-w-0 font-semibold text-reading">{claim.title}</bdi>{" "}
                <span className="whitespace-nowrap text-ink-faint text-meta">{claim.reference}</span>
              </span>
              <Money
                cents={claim.amountCents}
                currency={claim.currency}
                unknown=""
                className="justify-self-end font-semibold text-reading"
              />
              <ChevronRight aria-hidden className="row-span-2 size-4 self-center text-ink-faint" />
              <Status tone={claim.tone} look="plain">
                {claim.statusText}
              </Status>
              <span className="min-w-20 justify-self-end text-right text-ink-faint text-meta">
                <RelativeTime iso={claim.updatedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
