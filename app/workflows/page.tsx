import type { Metadata } from "next";
import { ownListTitle } from "@/app/own-list";
import { AppFrame } from "@/components/shell/app-frame";
import { ListEnd } from "@/components/ui/lists/list-end";
import { ImportArea, ImportButton } from "@/components/workflows/files/import-area";
import { ArchiveFilter } from "@/components/workflows/list/archive-filter";
import { ListStatus } from "@/components/workflows/list/list-status";
import { NewWorkflow } from "@/components/workflows/list/new-workflow";
import { WorkflowList } from "@/components/workflows/list/workflow-list";
import { offersSearch, WorkflowSearch } from "@/components/workflows/list/workflow-search";
import { gatePage } from "@/lib/auth/gate-page";
import { asDesigner, asStaff } from "@/lib/auth/principal";
import { orFirstPart } from "@/lib/paging/cursor";
import { countArchived, listWorkflows } from "@/lib/workflows/list/data";
import { templates } from "@/lib/workflows/shipped/templates";

export const metadata: Metadata = { title: "Workflows" };

interface Props {
  searchParams: Promise<Partial<Record<"archived" | "search" | "cursor", string | string[]>>>;
}

/** A row is small, and few installations have more workflows. */
const shownAtOnce = 100;

/** `?archived=true` shows the archived ones, `?search=` those with these words, `?cursor=` a further page. */
export default async function WorkflowsPage({ searchParams }: Props) {
  const designer = asStaff(await gatePage(asDesigner));
  const { archived, search: words, cursor } = await searchParams;
  const isArchive = archived === "true";
  const search = typeof words === "string" ? words.trim().slice(0, 100) : "";
  const [{ page, cursor: from }, archivedCount] = await Promise.all([
    orFirstPart(cursor, (place) =>
      listWorkflows(
        designer,
        { archived: isArchive ? "true" : "false", search },
        { cursor: place, limit: shownAtOnce },
      ),
    ),
    countArchived(designer),
  ]);
  const addressOf = (place: string | null) =>
    `/workflows?${new URLSearchParams({
      ...(isArchive && { archived: "true" }),
      ...(search && { search }),
      ...(place && { cursor: place }),
    })}`;
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
          {(search || offersSearch(page.total)) && <WorkflowSearch search={search} isArchive={isArchive} />}
          <WorkflowList workflows={page.items} isArchive={isArchive} search={search} />
          <ListEnd
            count={page.items.length}
            total={page.total}
            noun="workflows"
            firstHref={from === undefined ? null : addressOf(null)}
            nextHref={page.nextCursor && addressOf(page.nextCursor)}
          />
        </ListStatus>
      </ImportArea>
    </AppFrame>
  );
}
