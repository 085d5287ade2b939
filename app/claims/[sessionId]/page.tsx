import type { Metadata, Viewport } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle, readOwnList } from "@/app/own-list";
import { ClaimDetail } from "@/components/chat/claim-detail";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant, type ClaimantPrincipal } from "@/lib/auth/principal";
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
  const claim = await readClaim(sessionId, (await searchParams).new);
  return { title: claim.title };
}

export default async function ClaimPage({ params, searchParams }: ClaimPageProps) {
  const { sessionId } = await params;
  const { change, new: workflowId } = await searchParams;
  const claim = await readClaim(sessionId, workflowId);
  const claimant = await claimantOfPage();
  const { title } = await readOwnList(claimant);
  return (
    <AppFrame principal={claimant} ownList={await ownListTitle(claimant)} layout="screen">
      <ClaimDetail key={claim.sessionId} claim={claim} ownList={title} isChanging={change !== undefined} />
    </AppFrame>
  );
}

const claimantOfPage = cache((): Promise<ClaimantPrincipal> => gatePage(asParticipant));

/**
 * Read once for the title and the page. The address of "New claim" names the workflow, and shows a claim that is not
 * stored yet; "1", as in addresses of earlier releases, is the default workflow.
 */
const readClaim = cache(async (sessionId: string, workflowId: string | undefined): Promise<ClaimView> => {
  const claimant = await claimantOfPage();
  return orNotFound(async () => {
    const id = parsePathId(sessionId);
    try {
      return await getClaim(claimant, id);
    } catch (error) {
      if (workflowId === undefined || !(error instanceof AppError) || error.code !== "not_found") throw error;
      return getNewClaim(claimant, id, workflowId === "1" ? undefined : workflowId);
    }
  });
});
