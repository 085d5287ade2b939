import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SessionListItem } from "@/lib/sessions/schema";
import type { WorkflowView } from "@/lib/workflows/schema";
import { SessionPicker } from "./session-picker";

interface SessionHeaderProps {
  workflow: WorkflowView;
  session: SessionListItem;
  sessions: SessionListItem[];
}

/** The version of the workflow that a session runs on, a link to the editor, and the choice of a session. */
export function SessionHeader({ workflow, session, sessions }: SessionHeaderProps) {
  const { id, name, versionNumber, publishedAt } = workflow;
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <Link href={`/workflows/${id}`} className="w-full text-accent text-meta hover:underline">
          Edit this workflow
        </Link>
        <h1>{name}</h1>
        <p className="text-ink-soft">
          Version {versionNumber}
          {publishedAt && (
            <>
              , published <RelativeTime iso={publishedAt} />
            </>
          )}
        </p>
      </div>
      <SessionPicker workflowId={id} sessions={sessions} shown={session} />
    </header>
  );
}
