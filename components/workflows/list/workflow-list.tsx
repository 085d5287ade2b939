import { Archive, SearchX, Workflow } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { countNoun } from "@/lib/words";
import type { WorkflowItem } from "@/lib/workflows/list/schema";
import { WorkflowMenu } from "./workflow-menu";

interface WorkflowListProps {
  workflows: readonly WorkflowItem[];
  /** Whether these are the archived ones. */
  isArchive: boolean;
  /** The words that were searched for; empty for the whole list. */
  search?: string;
}

/** Workflows with their version, the number of their open and waiting sessions, and what can be done with them. */
export function WorkflowList({ workflows, isArchive, search = "" }: WorkflowListProps) {
  if (workflows.length === 0 && search) {
    return (
      <EmptyState icon={SearchX} title={`No workflow has the words “${search}”`}>
        The search looks in names, descriptions and ids.{" "}
        <Link
          href={isArchive ? "/workflows?archived=true" : "/workflows"}
          className="text-accent underline hover:no-underline"
        >
          Show all
        </Link>
      </EmptyState>
    );
  }
  if (workflows.length === 0 && isArchive) {
    return (
      <EmptyState icon={Archive} title="No workflow is archived">
        Archive a workflow that is not used any more: then nothing new can be started with it.
      </EmptyState>
    );
  }
  if (workflows.length === 0) {
    return (
      <EmptyState icon={Workflow} title="No workflow yet">
        Create one, or drop an exported file here.
      </EmptyState>
    );
  }
  const names = Map.groupBy(workflows, ({ name }) => name.trim().toLowerCase());
  return (
    <ul className="divide-y divide-line border-line border-y">
      {workflows.map((workflow) => (
        <WorkflowRow
          key={workflow.id}
          workflow={workflow}
          showsId={(names.get(workflow.name.trim().toLowerCase())?.length ?? 0) > 1}
        />
      ))}
    </ul>
  );
}

function WorkflowRow({ workflow, showsId }: { workflow: WorkflowItem; showsId: boolean }) {
  const { id, name, description, published_version, task_count, open_sessions, waiting_sessions } = workflow;
  return (
    <li className="relative flex gap-2 py-4">
      <div className="flex min-w-0 grow flex-wrap justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 max-w-prose">
          <h2 className="wrap-anywhere text-reading">
            {/* The link covers the whole row. */}
            <Link href={`/workflows/${id}`} className="text-accent after:absolute after:inset-0 hover:underline">
              {name || "Workflow without a name"}
            </Link>
          </h2>
          {description && <p className="wrap-anywhere text-ink-soft">{description}</p>}
          <p className="wrap-anywhere mt-1 text-ink-faint text-meta">
            {published_version === null ? "not published yet" : `version ${published_version}`}
            {task_count > 0 && ` · ${countNoun(task_count, "task")}`}
            {workflow.created_by && ` · by ${workflow.created_by}`}
            {showsId && (
              <>
                {" · id "}
                <span className="font-mono">{id}</span>
              </>
            )}
            {workflow.archived_at && (
              <>
                {" · archived "}
                <RelativeTime iso={workflow.archived_at} />
              </>
            )}
          </p>
        </div>
        <p className="flex shrink-0 flex-col gap-1 sm:items-end">
          <span>{countNoun(open_sessions, "session")} open</span>
          {waiting_sessions > 0 && (
            <Status tone="waiting_for_others" look="plain">
              {`${waiting_sessions.toLocaleString("en-US")} waiting for a person`}
            </Status>
          )}
        </p>
      </div>
      <WorkflowMenu workflow={workflow} />
    </li>
  );
}
