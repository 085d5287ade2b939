import type { Metadata } from "next";
import Link from "next/link";
import { ownListTitle } from "@/app/own-list";
import { AppFrame } from "@/components/shell/app-frame";
import { LivePage } from "@/components/shell/live-page";
import { ImportArea, ImportButton } from "@/components/workflows/files/import-area";
import { ArchiveFilter } from "@/components/workflows/list/archive-filter";
import { ListStatus } from "@/components/workflows/list/list-status";
import { NewWorkflow } from "@/components/workflows/list/new-workflow";
import { WorkflowList } from "@/components/workflows/list/workflow-list";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff } from "@/lib/auth/principal";
import { countArchived, isCursor, listWorkflows } from "@/lib/workflows/list/data";
import { workflowQuerySchema } from "@/lib/workflows/list/schema";
import { templates } from "@/lib/workflows/shipped/templates";

export const metadata: Metadata = { title: "Workflows" };

interface Props {
  searchParams: Promise<{ archived?: string | string[]; cursor?: string | string[] }>;
}

/** `?archived=true` shows the archived ones, `?cursor=` a further page. */
export default async function WorkflowsPage({ searchParams }: Props) {
  const designer = asStaff(await gatePage(asDesigner));
  const { archived, cursor } = await searchParams;
  const isArchive = archived === "true";
  const shown = workflowQuerySchema.parse({ limit: "100", archived: isArchive ? "true" : "false" });
  const [page, archivedCount] = await Promise.all([
    listWorkflows(designer, { ...shown, ...(isCursor(cursor) && { cursor }) }),
    countArchived(designer),
  ]);
  const next = new URLSearchParams({ ...(isArchive && { archived: "true" }), cursor: page.next_cursor ?? "" });
  return (
    <AppFrame principal={designer} ownList={await ownListTitle(designer)}>
      <ImportArea>
        <header className="flex flex-wrap items-center justify-between gap-4">
          <h1>Workflows</h1>
          <div className="flex flex-wrap gap-2">
            <ImportButton />
            <NewWorkflow templates={templates.map(({ id, name, description }) => ({ id, name, description }))} />
          </div>
        </header>
        <ListStatus>
          {(isArchive || archivedCount > 0) && <ArchiveFilter isArchive={isArchive} archived={archivedCount} />}
          <WorkflowList workflows={page.workflows} isArchive={isArchive} />
          {page.next_cursor && (
            <p className="mt-4">
              <Link href={`/workflows?${next}`} className="text-accent hover:underline">
                More workflows
              </Link>
            </p>
          )}
        </ListStatus>
      </ImportArea>
      <LivePage />
    </AppFrame>
  );
}
