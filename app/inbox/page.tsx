import type { Metadata } from "next";
import { ownListTitle } from "@/app/own-list";
import { ChooseCase } from "@/components/inbox/choose-case";
import { InboxPane } from "@/components/inbox/inbox-pane";
import { type InboxSearchParams, readInboxQuery } from "@/components/inbox/inbox-query";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { countReviews, listReviews } from "@/lib/inbox/data";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<InboxSearchParams> }) {
  const reviewer = await gatePage(asReviewer);
  const query = readInboxQuery(await searchParams);
  const [counts, items] = await Promise.all([countReviews(reviewer), listReviews(reviewer, query)]);
  const now = Date.now();
  return (
    <AppFrame principal={reviewer} ownList={await ownListTitle(reviewer)} layout="panes">
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] min-[1200px]:grid-cols-[20rem_minmax(0,1fr)]">
        <InboxPane
          query={query}
          counts={counts}
          items={items}
          now={now}
          viewerId={reviewer.userId}
          className="border-line min-[1200px]:border-r"
        />
        <ChooseCase items={items} query={query} now={now} />
      </div>
      <LivePage />
    </AppFrame>
  );
}
