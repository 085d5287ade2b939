import type { Metadata } from "next";
import { orNotFound } from "@/app/or-not-found";
import { SessionHeader } from "@/components/sessions/session-header";
import { SessionReplay } from "@/components/sessions/session-replay";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asStaff } from "@/lib/auth/principal";
import { parsePathId } from "@/lib/path-id";
import { getSession } from "@/lib/sessions/data";

export const metadata: Metadata = { title: "Session" };

export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const staff = await gatePage(asStaff);
  const { sessionId } = await params;
  const session = await orNotFound(() => getSession(staff, parsePathId(sessionId)));
  return (
    <AppFrame principal={staff} layout="panes">
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
