"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { findUnfinishedClaim } from "./draft";
import { newClaimAddress } from "./new-claim-address";

/** Leads "New claim" back to an unfinished one, and removes `?new=...` from the address once the claim is stored. */
export function useNewClaimAddress(workflowId: string, sessionId: string, isNew: boolean): void {
  const router = useRouter();

  useEffect(() => {
    const unfinished = findUnfinishedClaim(workflowId, sessionId, isNew);
    if (unfinished) router.replace(newClaimAddress(unfinished, workflowId));
  }, [workflowId, sessionId, isNew, router]);

  useEffect(() => {
    const isMarkedNew = new URLSearchParams(window.location.search).has("new");
    if (!isNew && isMarkedNew) window.history.replaceState(null, "", window.location.pathname);
  }, [isNew]);
}
