"use client";

import { FileText } from "lucide-react";
import { useLiveRows } from "@/components/live/use-live-rows";
import { EmptyState } from "@/components/ui/empty-state";
import type { ClaimListItem } from "@/lib/chat/schema";
import { ClaimList } from "./claim-list";

interface LiveClaimListProps {
  claims: ClaimListItem[];
  since: number;
  /** The first part of the list: what changes comes first there. */
  isFirst: boolean;
  /** What the list is of: "claims". */
  many: string;
  /** The button that starts one; null when nothing can be started. */
  startLabel: string | null;
}

/** The claimant's claims, with what happens to them. */
export function LiveClaimList({ claims, since, isFirst, many, startLabel }: LiveClaimListProps) {
  const rows = useLiveRows({
    rows: claims,
    since,
    subject: "claims",
    rowOf: ({ claim }) => claim,
    idOf: ({ sessionId }) => sessionId,
    isNewestFirst: isFirst,
  });
  if (rows.length > 0) return <ClaimList claims={rows} />;
  return (
    <EmptyState icon={FileText} title={`No ${many} yet`}>
      {startLabel
        ? `Start with “${startLabel}” and tell us in your own words. You can stop and come back at any time.`
        : "Nothing can be started at the moment."}
    </EmptyState>
  );
}
