import { Workflow } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import type { WorkflowListItem } from "@/lib/workflows/schema";

const countWords = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** All workflows, each with its version and the number of its open and waiting sessions. */
export function WorkflowList({ workflows }: { workflows: WorkflowListItem[] }) {
  if (workflows.length === 0) {
    return (
      <EmptyState icon={Workflow} title="No workflow yet">
        Create one, or seed the database: then the workflows that come with the product are here.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line border-line border-y">
      {workflows.map((workflow) => (
        <li key={workflow.id} className="relative flex flex-wrap justify-between gap-x-6 gap-y-2 py-4">
          <div className="min-w-0 max-w-prose">
            <h2 className="text-reading">
              {/* The link covers the whole row. */}
              <Link
                href={`/workflows/${workflow.id}`}
                className="text-accent after:absolute after:inset-0 hover:underline"
              >
                {workflow.name}
              </Link>
            </h2>
            {workflow.description && <p className="text-ink-soft">{workflow.description}</p>}
            <p className="mt-1 text-ink-faint text-meta">
              {workflow.publishedVersion === null ? "not published yet" : `version ${workflow.publishedVersion}`}
              {workflow.taskCount > 0 && ` · ${countWords(workflow.taskCount, "task")}`}
            </p>
          </div>
          <p className="flex shrink-0 flex-col gap-1 sm:items-end">
            <span>{countWords(workflow.openSessions, "session")} open</span>
            {workflow.waitingSessions > 0 && (
              <Status tone="waiting_for_others" look="plain">
                {`${workflow.waitingSessions.toLocaleString("en-US")} waiting for a person`}
              </Status>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
