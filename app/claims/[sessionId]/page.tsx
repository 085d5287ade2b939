import type { Metadata, Viewport } from "next";
import { orNotFound } from "@/app/or-not-found";
import { ClaimRoom } from "@/components/chat/claim-room";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant } from "@/lib/auth/principal";
import { getClaim } from "@/lib/chat/data";
import { parsePathId } from "@/lib/path-id";

export const metadata: Metadata = { title: "Claim" };
// The on-screen keyboard makes the page smaller, so that the message box stays above it.
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

interface ClaimPageProps {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<{ change?: string }>;
}

export default async function ClaimPage({ params, searchParams }: ClaimPageProps) {
  const claimant = await gatePage(asClaimant);
  const { sessionId } = await params;
  const claim = await orNotFound(() => getClaim(claimant, parsePathId(sessionId)));
  const { change } = await searchParams;
  return (
    <AppFrame principal={claimant} layout="screen">
      <ClaimRoom claim={claim} isChanging={change !== undefined} />
    </AppFrame>
  );
}
