"use client";

import { FileText } from "lucide-react";
import { useLiveRows } from "@/components/live/use-live-rows";
import { EmptyState } from "@/components/ui/empty-state";
import type { ClaimListItem } from "@/lib/chat/schema";
import { ClaimList } from "./claim-list";
import { askLabel } from "./new-claim-form";

interface LiveClaimListProps {
  claims: ClaimListItem[];
  since: number;
  /** The first part of the list: what changes comes first there. */
  isFirst: boolean;
  /** What the list is of: "claims". */
  many: string;
  /** The button that starts one; null when nothing can be started. */
  startLabel: string | null;
  /** Whether a question can be asked. */
  canAsk: boolean;
}

/** The claimant's claims, with what happens to them. */
export function LiveClaimList({ claims, since, isFirst, many, startLabel, canAsk }: LiveClaimListProps) {
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
      {howToBegin(startLabel, canAsk)}
    </EmptyState>
  );
}

function howToBegin(startLabel: string | null, canAsk: boolean): string {
  const ask = `“${askLabel}” answers from the terms of your policy.`;
  if (!startLabel) return canAsk ? ask : "Nothing can be started at the moment.";
  const start = `Start with “${startLabel}” and tell us in your own words. You can stop and come back at any time.`;
  return canAsk ? `${start} ${ask}` : start;
}
