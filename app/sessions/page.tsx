import type { Metadata } from "next";
import { LiveSessionList } from "@/components/sessions/live-session-list";
import { ModelHealth } from "@/components/sessions/model-health";
import { SessionSearch } from "@/components/sessions/session-search";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { gatePage } from "@/lib/auth/gate-page";
import { asStaff } from "@/lib/auth/principal";
import { orFirstPart } from "@/lib/paging/cursor";
import { currentCursor } from "@/lib/sessions/reading/events";
import { findModelHealth } from "@/lib/sessions/reading/find-model-health";
import { findSessions } from "@/lib/sessions/reading/find-sessions";
import { sessionStatuses } from "@/lib/sessions/schema";

export const metadata: Metadata = { title: "Sessions" };

type Params = Partial<Record<"search" | "status" | "cursor", string | string[]>>;

export default async function SessionsPage({ searchParams }: { searchParams: Promise<Params> }) {
  const staff = await gatePage(asStaff);
  const params = await searchParams;
  const search = typeof params.search === "string" ? params.search.trim().slice(0, 100) : "";
  const status = sessionStatuses.find((name) => name === params.status);
  // Read before the sessions: nothing that happens meanwhile is missed.
  const since = await currentCursor();
  const [{ page, cursor }, modelHealth] = await Promise.all([
    orFirstPart(params.cursor, (from) => findSessions(staff, { search, status, cursor: from })),
    findModelHealth(staff),
  ]);
  const hrefOf = (from?: string) => {
    const query = new URLSearchParams({
      ...(search && { search }),
      ...(status && { status }),
      ...(from && { cursor: from }),
    });
    return query.size > 0 ? `/sessions?${query}` : "/sessions";
  };
  return (
    <AppFrame principal={staff}>
      <h1 className="mb-6">Sessions</h1>
      <SessionSearch search={search} status={status ?? ""} />
      <ModelHealth health={modelHealth} canRetry={staff.roles.includes("admin")} />
      <div className="mt-6">
        <LiveSessionList
          sessions={page.items}
          since={since}
          isSearch={Boolean(search || status)}
          isFirst={cursor === undefined}
        />
      </div>
      <ListEnd
        count={page.items.length}
        total={page.total}
        noun="sessions"
        firstHref={cursor === undefined ? null : hrefOf()}
        nextHref={page.nextCursor && hrefOf(page.nextCursor)}
      />
    </AppFrame>
  );
}
