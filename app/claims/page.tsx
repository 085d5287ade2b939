import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { ClaimList } from "@/components/chat/claim-list";
import { NewClaimForm } from "@/components/chat/new-claim-form";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { EmptyState } from "@/components/ui/empty-state";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant } from "@/lib/auth/principal";
import { listClaims } from "@/lib/chat/data";

const howToStart =
  "Start with “New claim” and tell us in your own words what happened. You can stop and come back at any time.";

export const metadata: Metadata = { title: "My claims" };

export default async function ClaimsPage() {
  const claimant = await gatePage(asClaimant);
  const claims = await listClaims(claimant);
  return (
    <AppFrame principal={claimant}>
      <LivePage />
      <div className="mx-auto grid max-w-3xl gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1>My claims</h1>
          <NewClaimForm />
        </div>
        {claims.length > 0 ? (
          <ClaimList claims={claims} />
        ) : (
          <EmptyState icon={FileText} title="No claims yet">
            {howToStart}
          </EmptyState>
        )}
      </div>
    </AppFrame>
  );
}
