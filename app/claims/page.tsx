import type { Metadata } from "next";
import { LiveClaimList } from "@/components/chat/live-claim-list";
import { NewClaimForm } from "@/components/chat/new-claim-form";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asClaimant } from "@/lib/auth/principal";
import { listClaims } from "@/lib/chat/data";
import { orFirstPart } from "@/lib/paging/cursor";
import { currentCursor } from "@/lib/sessions/reading/events";

export const metadata: Metadata = { title: "My claims" };

export default async function ClaimsPage({ searchParams }: { searchParams: Promise<{ cursor?: string | string[] }> }) {
  const claimant = await gatePage(asClaimant);
  // Read before the claims: nothing that happens meanwhile is missed.
  const since = await currentCursor();
  const { page, cursor } = await orFirstPart((await searchParams).cursor, (from) =>
    listClaims(claimant, { cursor: from }),
  );
  return (
    <AppFrame principal={claimant}>
      <div className="mx-auto grid max-w-3xl gap-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h1>My claims</h1>
          <NewClaimForm />
        </div>
        <LiveClaimList claims={page.items} since={since} isFirst={cursor === undefined} />
        <ListEnd
          count={page.items.length}
          total={page.total}
          noun="claims"
          firstHref={cursor === undefined ? null : "/claims"}
          nextHref={page.nextCursor && `/claims?${new URLSearchParams({ cursor: page.nextCursor })}`}
        />
      </div>
    </AppFrame>
  );
}
