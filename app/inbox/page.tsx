import type { Metadata } from "next";
import { ChooseCase } from "@/components/inbox/choose-case";
import { type InboxSearchParams, readInboxQuery } from "@/components/inbox/inbox-query";
import { AppFrame } from "@/components/shell/app-frame";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { CaseList } from "./case-list";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<InboxSearchParams> }) {
  const reviewer = await gatePage(asReviewer);
  const query = readInboxQuery(await searchParams);
  return (
    <AppFrame principal={reviewer} layout="panes">
      <div className="grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] min-[1200px]:grid-cols-[20rem_minmax(0,1fr)]">
        <CaseList
          reviewer={reviewer}
          query={query}
          now={Date.now()}
          className="border-line min-[1200px]:border-r max-[1199px]:h-[calc(100dvh-56px)] short:h-auto"
        />
        <ChooseCase />
      </div>
    </AppFrame>
  );
}
