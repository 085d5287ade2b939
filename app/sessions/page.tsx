import type { Metadata } from "next";
import { ownListTitle } from "@/app/own-list";
import { ModelHealth } from "@/components/sessions/model-health";
import { SessionList } from "@/components/sessions/session-list";
import { SessionSearch } from "@/components/sessions/session-search";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { gatePage } from "@/lib/auth/gate-page";
import { asStaff } from "@/lib/auth/principal";
import { listSessions } from "@/lib/sessions/reading/data";
import { findModelHealth } from "@/lib/sessions/reading/find-model-health";
import { sessionStatuses } from "@/lib/sessions/schema";

export const metadata: Metadata = { title: "Sessions" };

const take = 50;

interface Props {
  searchParams: Promise<{ search?: string | string[]; status?: string | string[] }>;
}

export default async function SessionsPage({ searchParams }: Props) {
  const staff = await gatePage(asStaff);
  const params = await searchParams;
  const search = typeof params.search === "string" ? params.search.trim().slice(0, 100) : "";
  const status = sessionStatuses.find((name) => name === params.status);
  const [sessions, modelHealth] = await Promise.all([
    listSessions(staff, { search: search || undefined, status, take }),
    findModelHealth(staff),
  ]);
  return (
    <AppFrame principal={staff} ownList={await ownListTitle(staff)}>
      <h1 className="mb-6">Sessions</h1>
      <SessionSearch search={search} status={status ?? ""} />
      <ModelHealth health={modelHealth} canRetry={staff.roles.includes("admin")} />
      <div className="mt-6">
        <SessionList sessions={sessions} isSearch={Boolean(search || status)} />
      </div>
      {sessions.length === take && (
        <p className="mt-4 text-ink-soft">These are the {take} that changed last. Search to find others.</p>
      )}
      <LivePage />
    </AppFrame>
  );
}
