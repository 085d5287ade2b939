import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/or-not-found";
import { ownListTitle } from "@/app/own-list";
import { SessionHeader } from "@/components/sessions/session-header";
import { SessionReplay } from "@/components/sessions/session-replay";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asStaff } from "@/lib/auth/principal";
import { parsePathId } from "@/lib/path-id";
import { getSession } from "@/lib/sessions/reading/data";

interface Props {
  params: Promise<{ sessionId: string }>;
}

/** Read once for the title and the page. */
const readSession = cache(async (sessionId: string) => {
  const staff = await gatePage(asStaff);
  return { staff, session: await orNotFound(() => getSession(staff, parsePathId(sessionId))) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { session } = await readSession((await params).sessionId);
  return { title: `${session.reference} ${session.claimantName}, session` };
}

export default async function SessionPage({ params }: Props) {
  const { sessionId } = await params;
  const { staff, session } = await readSession(sessionId);
  return (
    <AppFrame principal={staff} ownList={await ownListTitle(staff)} layout="panes">
      <SessionHeader
        session={session}
        canDesign={staff.roles.includes("designer")}
        canRetry={staff.roles.includes("admin")}
      />
      <SessionReplay session={session} />
      <LivePage sessionId={sessionId} />
    </AppFrame>
  );
}
