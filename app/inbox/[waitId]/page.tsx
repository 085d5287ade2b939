import type { Metadata } from "next";
import { orNotFound } from "@/app/or-not-found";
import { CaseView } from "@/components/inbox/case-view";
import { InboxPane } from "@/components/inbox/inbox-pane";
import { type InboxSearchParams, readInboxQuery } from "@/components/inbox/inbox-query";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { countReviews, getReviewCase, listReviews } from "@/lib/inbox/data";
import { parsePathId } from "@/lib/path-id";

export const metadata: Metadata = { title: "Case" };

interface Props {
  params: Promise<{ waitId: string }>;
  searchParams: Promise<InboxSearchParams>;
}

export default async function CasePage({ params, searchParams }: Props) {
  const reviewer = await gatePage(asReviewer);
  const { waitId } = await params;
  const query = readInboxQuery(await searchParams);
  const [counts, items, reviewCase] = await Promise.all([
    countReviews(reviewer),
    listReviews(reviewer, query),
    orNotFound(() => getReviewCase(reviewer, parsePathId(waitId))),
  ]);
  const now = Date.now();
  return (
    <AppFrame principal={reviewer} layout="panes">
      <div className="grid min-h-0 flex-1 lg:grid-rows-[minmax(0,1fr)] min-[1200px]:grid-cols-[20rem_minmax(0,1fr)]">
        <InboxPane
          {...{ query, counts, items, now }}
          selectedId={waitId}
          viewerId={reviewer.userId}
          className="border-line border-r max-[1199px]:hidden"
        />
        <CaseView {...{ reviewCase, items, query, now }} viewer={reviewer} />
      </div>
      <LivePage />
    </AppFrame>
  );
}
