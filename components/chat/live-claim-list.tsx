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
}

/** The claimant's claims, with what happens to them. */
export function LiveClaimList({ claims, since, isFirst }: LiveClaimListProps) {
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
    <EmptyState icon={FileText} title="No claims yet">
      Start with “New claim” and tell us in your own words what happened. You can stop and come back at any time.
    </EmptyState>
  );
}
