import { SearchX, Workflow } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { SessionListItem } from "@/lib/sessions/schema";

const rowClasses =
  "grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-2 py-3 hover:bg-sunken " +
  "focus-visible:-outline-offset-2 md:py-2";
const columns = "md:grid-cols-[minmax(0,1.1fr)_minmax(0,1.2fr)_6rem_minmax(0,1.3fr)_minmax(0,1.4fr)_6rem]";

/** Sessions, newest first: a table on a wide screen, two lines each on a phone. `isSearch` selects the empty text. */
export function SessionList({ sessions, isSearch }: { sessions: SessionListItem[]; isSearch: boolean }) {
  if (sessions.length === 0 && isSearch) {
    return (
      <EmptyState
        icon={SearchX}
        title="No session found"
        action={
          <Button asChild>
            <Link href="/sessions">Show all sessions</Link>
          </Button>
        }
      >
        Try the beginning of the reference, the claimant's name or a task.
      </EmptyState>
    );
  }
  if (sessions.length === 0) {
    return (
      <EmptyState icon={Workflow} title="No session yet">
        A session appears here when it starts, with each of its steps.
      </EmptyState>
    );
  }
  return (
    <div>
      <div
        aria-hidden
        className={`hidden gap-4 border-line border-b px-2 pb-2 text-ink-faint text-meta md:grid ${columns}`}
      >
        <span>Session</span>
        <span>Claimant</span>
        <span className="text-right">Amount</span>
        <span>Stands at</span>
        <span>Status</span>
        <span className="text-right">Changed</span>
      </div>
      <ul aria-label="Sessions" className="divide-y divide-line border-line border-b">
        {sessions.map((session) => (
          <li key={session.sessionId}>
            <Row session={session} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ session }: { session: SessionListItem }) {
  return (
    <Link href={`/sessions/${session.sessionId}`} prefetch={false} className={`${rowClasses} ${columns}`}>
      <span className="min-w-0">
        <span className="block font-semibold text-accent">{session.reference}</span>
        <span className="block truncate text-ink-faint text-meta">
          {session.workflowName} v{session.versionNumber}
        </span>
      </span>
      <span className="truncate max-md:order-3">{session.claimantName}</span>
      <Money cents={session.amountCents} currency={session.currency} unknown="–" className="text-right" />
      <span className="truncate text-ink-soft max-md:order-4 max-md:text-right">{session.currentTaskLabel}</span>
      <Status
        tone={session.tone}
        look="plain"
        className="min-w-0 items-start font-normal max-md:order-5 [&_svg]:mt-0.5"
      >
        {session.statusText}
      </Status>
      <RelativeTime iso={session.updatedAt} className="text-right text-ink-soft text-meta leading-5 max-md:order-6" />
    </Link>
  );
}
