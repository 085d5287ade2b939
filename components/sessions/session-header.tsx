import Link from "next/link";
import { GoToTask } from "@/components/sessions/go-to-task";
import { RetrySession } from "@/components/sessions/retry-session";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { SessionView } from "@/lib/sessions/schema";

interface SessionHeaderProps {
  session: SessionView;
  /** Links to the workflow, which only designers may open. */
  canDesign: boolean;
  canRetry: boolean;
}

/** Reference, claimant, amount, version and status of the session; for a failed one the error. */
export function SessionHeader({ session, canDesign, canRetry }: SessionHeaderProps) {
  const version = `${session.workflowName} v${session.versionNumber}`;
  const { failure } = session;
  return (
    <header className="grid gap-2 border-line border-b px-4 py-3">
      <Link href="/sessions" className="w-fit text-accent text-meta hover:underline">
        All sessions
      </Link>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h1>{session.reference}</h1>
          <span>{[session.claimantName, session.subject].filter(Boolean).join(" · ")}</span>
          <Money cents={session.amountCents} currency={session.currency} className="font-semibold" />
          {canDesign ? (
            <Link
              href={`/workflows/${session.graph.workflowId}?session=${session.sessionId}`}
              className="text-accent hover:underline"
            >
              {version}
            </Link>
          ) : (
            <span className="text-ink-soft">{version}</span>
          )}
          <RelativeTime iso={session.updatedAt} className="text-ink-faint text-meta" />
        </div>
        <Status tone={session.tone}>{session.statusText}</Status>
      </div>
      {failure && (
        <p className="wrap-anywhere text-attention">
          <strong>{failure.isSetAside ? "Set aside:" : `Attempt ${failure.attempt} failed:`}</strong> {failure.message}
          <br />
          {failure.nextRetryAt ? (
            <>
              The next one is due <RelativeTime iso={failure.nextRetryAt} />.
            </>
          ) : (
            "It is not tried again by itself. What was reached before is kept."
          )}
        </p>
      )}
      {failure && canRetry && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <RetrySession sessionId={session.sessionId} />
          <GoToTask sessionId={session.sessionId} tasks={failure.goesTo} />
        </div>
      )}
    </header>
  );
}
