import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { cache } from "react";
import { readOwnList } from "@/app/own-list";
import { LiveClaimList } from "@/components/chat/live-claim-list";
import { AskForm, NewClaimForm } from "@/components/chat/new-claim-form";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asParticipant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { listClaims } from "@/lib/chat/data";
import { orFirstPart } from "@/lib/paging/cursor";
import { currentCursor } from "@/lib/sessions/reading/events";

const participantOfPage = cache((): Promise<ClaimantPrincipal> => gatePage(asParticipant));

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readOwnList(await participantOfPage())).title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export default async function ClaimsPage({ searchParams }: Props) {
  const participant = await participantOfPage();
  const { title, many, startable, isShown } = await readOwnList(participant);
  if (!isShown) forbidden();
  // Read before the claims: nothing that happens meanwhile is missed.
  const since = await currentCursor();
  const { page, cursor } = await orFirstPart((await searchParams).cursor, (from) =>
    listClaims(participant, { cursor: from }),
  );
  const canAsk = startable.some(({ startedWith }) => startedWith === "ask");
  const [only, ...others] = startable.filter(({ startedWith }) => startedWith === "new");
  const label = only && others.length === 0 ? `New ${only.sessionWord.one}` : "New";
  return (
    <AppFrame principal={participant} ownList={title}>
      <div className="mx-auto grid max-w-3xl gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1>{title}</h1>
          <div className="flex flex-wrap gap-2">
            {canAsk && <AskForm />}
            {only && <NewClaimForm label={label} />}
          </div>
        </div>
        <LiveClaimList
          claims={page.items}
          since={since}
          isFirst={cursor === undefined}
          many={many}
          startLabel={only ? label : null}
          canAsk={canAsk}
        />
        <ListEnd
          count={page.items.length}
          total={page.total}
          noun={many}
          firstHref={cursor === undefined ? null : "/claims"}
          nextHref={page.nextCursor && `/claims?${new URLSearchParams({ cursor: page.nextCursor })}`}
        />
      </div>
    </AppFrame>
  );
}
