import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { CaseView } from "@/components/inbox/case/case-view";
import { type InboxSearchParams, inboxHref, readInboxQuery } from "@/components/inbox/inbox-query";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asReviewer } from "@/lib/auth/principal";
import { getCase } from "@/lib/inbox/find-case";
import { formatMoney } from "@/lib/money";
import { parsePathId } from "@/lib/path-id";
import { CaseList } from "../case-list";

interface Props {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<InboxSearchParams>;
}

/** Read once for the title and the page. */
const readCase = cache(async (caseId: string) => {
  const reviewer = await gatePage(asReviewer);
  return { reviewer, reviewCase: await orNotFound(() => getCase(reviewer, parsePathId(caseId))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { reviewCase } = await readCase((await params).caseId);
  const { amountCents, currency, claimantName } = reviewCase;
  const amount = amountCents === null ? "" : `${formatMoney(amountCents, currency)} `;
  return { title: `${amount}${claimantName}, case` };
}

export default async function CasePage({ params, searchParams }: Props) {
  const { caseId } = await params;
  const { reviewer, reviewCase } = await readCase(caseId);
  const query = readInboxQuery(await searchParams);
  // The address may hold the id of one of the case's questions.
  if (reviewCase.caseId !== caseId.toLowerCase()) redirect(inboxHref(query, reviewCase.caseId));
  const now = Date.now();
  return (
    <AppFrame principal={reviewer} ownList={await ownListTitle(reviewer)} layout="panes">
      <div className="grid min-h-0 flex-1 lg:grid-rows-[minmax(0,1fr)] min-[1200px]:grid-cols-[20rem_minmax(0,1fr)]">
        <CaseList
          reviewer={reviewer}
          query={query}
          selectedId={reviewCase.caseId}
          now={now}
          className="border-line border-r max-[1199px]:hidden"
        />
        <CaseView key={reviewCase.caseId} reviewCase={reviewCase} query={query} now={now} viewer={reviewer} />
      </div>
      <LivePage subject={`case:${reviewCase.caseId}`} />
    </AppFrame>
  );
}
