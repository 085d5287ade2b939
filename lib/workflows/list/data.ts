import { z } from "zod";
import type { DesignerPrincipal, StaffPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { isStorableText } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { countFirst, listCursors, rowsToRead, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { searchWords } from "@/lib/text";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { readDraft } from "../read-draft";
import type { WorkflowItem, WorkflowQuery } from "./schema";

interface Row extends Omit<WorkflowItem, "created_at" | "archived_at" | "published_at"> {
  created_at: Date;
  archived_at: Date | null;
  published_at: Date | null;
  sorts_as: string;
}

/** The published name; before the first version it is the name of the draft. */
const shownName = Prisma.sql`CASE WHEN newest.id IS NULL THEN coalesce(draft.definition->>'name', workflow.name)
  ELSE workflow.name END`;

const name = z.string().refine(isStorableText);
const cursors = listCursors("workflows by name", z.strictObject({ name, id: name }));

/**
 * Workflows by name, each with its newest version and its open sessions. With `search` those that have every word of it
 * in the name, the description or the id.
 */
export async function listWorkflows(
  _principal: StaffPrincipal,
  { archived, search }: Pick<WorkflowQuery, "archived" | "search">,
  request: PageRequest = {},
): Promise<Page<WorkflowItem>> {
  const shown = archived === "all" ? Prisma.sql`true` : Prisma.sql`(archived_at IS NOT NULL) = ${archived === "true"}`;
  const found = matching(search);
  const place = cursors.decode(request.cursor);
  const after = place ? Prisma.sql`AND (sorts_as, id) > (${place.name}, ${place.id})` : Prisma.empty;
  const [rows, total] = await Promise.all([
    readRows(Prisma.sql`${shown} AND ${found} ${after} ORDER BY sorts_as, id LIMIT ${rowsToRead(request)}`),
    countFirst(request, Prisma.sql`FROM (${listed}) AS listed WHERE ${shown} AND ${found}`),
  ]);
  const { items, nextCursor } = toPage(rows, request, (row) => cursors.encode({ name: row.sorts_as, id: row.id }));
  return { items: items.map(toItem), nextCursor, total };
}

/** One workflow as the list has it. Throws AppError `not_found`. */
export async function getWorkflowItem(_principal: StaffPrincipal, workflowId: string): Promise<WorkflowItem> {
  const [row] = await readRows(Prisma.sql`id = ${workflowId}`);
  if (!row) throw new AppError("not_found");
  return toItem(row);
}

/** How many workflows are archived. */
export const countArchived = (_principal: StaffPrincipal): Promise<number> =>
  prisma.workflow.count({ where: { archivedAt: { not: null } } });

/** The condition of a search; true without words. */
function matching(search: string | undefined): Prisma.Sql {
  const words = searchWords(search)?.split(/\s+/) ?? [];
  const conditions = words.map((word) => {
    const part = `%${word}%`;
    return Prisma.sql`(name ILIKE ${part} OR description ILIKE ${part} OR id ILIKE ${part})`;
  });
  return conditions.length > 0 ? Prisma.join(conditions, " AND ") : Prisma.sql`true`;
}

/** Every workflow as a row of the list, without its sessions. */
const listed = Prisma.sql`
    SELECT workflow.id, ${shownName} AS name, lower(${shownName}) AS sorts_as, workflow.description,
      workflow.created_at, workflow.archived_at, creator.name AS created_by,
      newest.number AS published_version, newest.published_at,
      coalesce(jsonb_array_length(coalesce(newest.definition, draft.definition)->'tasks'), 0) AS task_count
    FROM workflow
    LEFT JOIN app_user AS creator ON creator.id = workflow.created_by_id
    LEFT JOIN workflow_draft AS draft ON draft.workflow_id = workflow.id
    LEFT JOIN LATERAL (
      SELECT v.id, v.number, v.published_at, v.definition FROM workflow_version AS v
      WHERE v.workflow_id = workflow.id ORDER BY v.number DESC LIMIT 1
    ) AS newest ON true`;

/** Sessions are counted for the rows of the page only. */
const readRows = (where: Prisma.Sql): Promise<Row[]> => prisma.$queryRaw<Row[]>`
  WITH listed AS (${listed}
  ), page AS (SELECT * FROM listed WHERE ${where})
  SELECT page.*, sessions.open::int AS open_sessions, sessions.waiting::int AS waiting_sessions
  FROM page, LATERAL (
    SELECT count(*) AS open, count(*) FILTER (WHERE s.status = 'waiting') AS waiting
    FROM session AS s JOIN workflow_version AS v ON v.id = s.workflow_version_id
    WHERE v.workflow_id = page.id AND s.status NOT IN ('completed', 'cancelled')
  ) AS sessions
  ORDER BY page.sorts_as, page.id`;

const toItem = ({ sorts_as: _, created_at, archived_at, published_at, ...row }: Row): WorkflowItem => ({
  ...row,
  created_at: created_at.toISOString(),
  archived_at: archived_at?.toISOString() ?? null,
  published_at: published_at?.toISOString() ?? null,
});

/** The draft of a workflow, or one of its versions, as a document. Throws AppError `not_found`. */
export async function getDocument(
  _principal: DesignerPrincipal,
  workflowId: string,
  versionNumber: number | null,
): Promise<EditorDocument> {
  if (versionNumber === null) {
    const { view } = await readDraft(workflowId);
    return { definition: view.definition, layout: view.layout };
  }
  const version = await prisma.workflowVersion.findUnique({
    where: { workflowId_number: { workflowId, number: versionNumber } },
  });
  if (!version) throw new AppError("not_found", { detail: `There is no version ${versionNumber} of this workflow.` });
  return {
    definition: draftDefinitionSchema.parse(version.definition),
    layout: graphLayoutSchema.parse(version.layout ?? {}),
  };
}
