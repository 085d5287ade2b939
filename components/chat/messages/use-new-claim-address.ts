"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { findUnfinishedClaim } from "./draft";

/** Leads "New claim" back to an unfinished one, and removes `?new=1` from the address once the claim is stored. */
export function useNewClaimAddress(sessionId: string, isNew: boolean): void {
  const router = useRouter();

  useEffect(() => {
    const unfinished = findUnfinishedClaim(sessionId, isNew);
    if (unfinished) router.replace(`/claims/${unfinished}?new=1`);
  }, [sessionId, isNew, router]);

  useEffect(() => {
    const isMarkedNew = new URLSearchParams(window.location.search).has("new");
    if (!isNew && isMarkedNew) window.history.replaceState(null, "", window.location.pathname);
  }, [isNew]);
}
