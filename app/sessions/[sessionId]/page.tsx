import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SessionHeader } from "@/components/sessions/session-header";
import { SessionReplay } from "@/components/sessions/session-replay";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import type { StaffPrincipal } from "@/lib/auth/principal";
import { requireStaff } from "@/lib/auth/require";
import { AppError } from "@/lib/errors";
import { getSession } from "@/lib/sessions/data";

export const metadata: Metadata = { title: "Session" };

export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const staff = await gatePage(requireStaff);
  const { sessionId } = await params;
  const session = await load(staff, sessionId);
  return (
    <AppFrame principal={staff} layout="panes">
      <SessionHeader session={session} canDesign={staff.roles.includes("designer")} />
      <SessionReplay session={session} />
      <LivePage sessionId={sessionId} />
    </AppFrame>
  );
}

async function load(staff: StaffPrincipal, sessionId: string) {
  try {
    return await getSession(staff, sessionId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
