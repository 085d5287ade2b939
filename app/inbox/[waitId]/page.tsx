import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { CaseView } from "@/components/inbox/case/case-view";
import { InboxPane } from "@/components/inbox/inbox-pane";
import { type InboxSearchParams, readInboxQuery } from "@/components/inbox/inbox-query";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { countReviews, getReviewCase, listReviews } from "@/lib/inbox/data";
import { formatMoney } from "@/lib/money";
import { parsePathId } from "@/lib/path-id";

interface Props {
  params: Promise<{ waitId: string }>;
  searchParams: Promise<InboxSearchParams>;
}

/** Read once for the title and the page. */
const readCase = cache(async (waitId: string) => {
  const reviewer = await gatePage(asReviewer);
  return { reviewer, reviewCase: await orNotFound(() => getReviewCase(reviewer, parsePathId(waitId))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { reviewCase } = await readCase((await params).waitId);
  const { amountCents, currency, claimantName } = reviewCase;
  const amount = amountCents === null ? "" : `${formatMoney(amountCents, currency)} `;
  return { title: `${amount}${claimantName}, case` };
}

export default async function CasePage({ params, searchParams }: Props) {
  const { waitId } = await params;
  const { reviewer, reviewCase } = await readCase(waitId);
  const query = readInboxQuery(await searchParams);
  const [counts, items] = await Promise.all([countReviews(reviewer), listReviews(reviewer, query)]);
  const now = Date.now();
  return (
    <AppFrame principal={reviewer} ownList={await ownListTitle(reviewer)} layout="panes">
      <div className="grid min-h-0 flex-1 lg:grid-rows-[minmax(0,1fr)] min-[1200px]:grid-cols-[20rem_minmax(0,1fr)]">
        <InboxPane
          query={query}
          counts={counts}
          items={items}
          now={now}
          selectedId={waitId}
          viewerId={reviewer.userId}
          className="border-line border-r max-[1199px]:hidden"
        />
        <CaseView reviewCase={reviewCase} items={items} query={query} now={now} viewer={reviewer} />
      </div>
      <LivePage />
    </AppFrame>
  );
}
