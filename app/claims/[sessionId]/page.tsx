import type { Metadata, Viewport } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ClaimDetail } from "@/components/chat/claim-detail";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { getClaim, getNewClaim } from "@/lib/chat/data";
import type { ClaimView } from "@/lib/chat/schema";
import { AppError } from "@/lib/errors";
import { parsePathId } from "@/lib/path-id";

// The on-screen keyboard shrinks the page, so that the message box stays above it.
export const viewport: Viewport = { interactiveWidget: "resizes-content" };

interface ClaimPageProps {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<{ change?: string; new?: string }>;
}

export async function generateMetadata({ params, searchParams }: ClaimPageProps): Promise<Metadata> {
  const { sessionId } = await params;
  const claim = await readClaim(sessionId, (await searchParams).new !== undefined);
  return { title: claim.title };
}

export default async function ClaimPage({ params, searchParams }: ClaimPageProps) {
  const { sessionId } = await params;
  const { change, new: isNew } = await searchParams;
  const claim = await readClaim(sessionId, isNew !== undefined);
  const claimant = await claimantOfPage();
  return (
    <AppFrame principal={claimant} layout="screen">
      <ClaimDetail key={claim.sessionId} claim={claim} isChanging={change !== undefined} />
    </AppFrame>
  );
}

const claimantOfPage = cache((): Promise<ClaimantPrincipal> => gatePage(asClaimant));

/** Read once for the title and the page. The address of "New claim" shows a claim that is not stored yet. */
const readClaim = cache(async (sessionId: string, isNew: boolean): Promise<ClaimView> => {
  const claimant = await claimantOfPage();
  return orNotFound(async () => {
    const id = parsePathId(sessionId);
    try {
      return await getClaim(claimant, id);
    } catch (error) {
      if (isNew && error instanceof AppError && error.code === "not_found") return getNewClaim(claimant, id);
      throw error;
    }
  });
});
