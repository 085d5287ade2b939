import { FileText } from "lucide-react";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { cache } from "react";
import { readOwnList } from "@/app/own-list";
import { ClaimList } from "@/components/chat/claim-list";
import { NewClaimForm } from "@/components/chat/new-claim-form";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { EmptyState } from "@/components/ui/empty-state";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { listClaims } from "@/lib/chat/data";

const participantOfPage = cache((): Promise<ClaimantPrincipal> => gatePage(asParticipant));

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readOwnList(await participantOfPage())).title };
}

export default async function ClaimsPage() {
  const participant = await participantOfPage();
  const { title, many, startable, isShown } = await readOwnList(participant);
  if (!isShown) forbidden();
  const claims = await listClaims(participant);
  const [only, ...others] = startable;
  const label = only && others.length === 0 ? `New ${only.sessionWord.one}` : "New";
  return (
    <AppFrame principal={participant} ownList={title}>
      <LivePage />
      <div className="mx-auto grid max-w-3xl gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1>{title}</h1>
          {only && <NewClaimForm label={label} />}
        </div>
        {claims.length > 0 ? (
          <ClaimList claims={claims} />
        ) : (
          <EmptyState icon={FileText} title={`No ${many} yet`}>
            {only
              ? `Start with “${label}” and tell us in your own words. You can stop and come back at any time.`
              : "Nothing can be started at the moment."}
          </EmptyState>
        )}
      </div>
    </AppFrame>
  );
}
