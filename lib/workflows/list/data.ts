import { z } from "zod";
import type { DesignerPrincipal, StaffPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { isStorableText } from "@/lib/engine/definition-kit";
import { AppError } from "@/lib/errors";
import { draftDefinitionSchema, type EditorDocument, graphLayoutSchema } from "../commands/document";
import { readDraft } from "../read-draft";
import type { WorkflowItem, WorkflowPage, WorkflowQuery } from "./schema";

interface Row extends Omit<WorkflowItem, "created_at" | "archived_at" | "published_at"> {
  created_at: Date;
  archived_at: Date | null;
  published_at: Date | null;
  sorts_as: string;
}

/** A draft may have another name than what is published. Nobody outside sees it before it is published. */
const shownName = Prisma.sql`CASE WHEN newest.id IS NULL THEN coalesce(draft.definition->>'name', workflow.name)
  ELSE workflow.name END`;

/** One page of workflows by name, each with its newest version and its open sessions. Throws AppError `invalid`. */
export async function listWorkflows(
  _principal: StaffPrincipal,
  { limit, cursor, archived }: WorkflowQuery,
): Promise<WorkflowPage> {
  const shown = archived === "all" ? Prisma.sql`true` : Prisma.sql`(archived_at IS NOT NULL) = ${archived === "true"}`;
  const place = cursor === undefined ? undefined : readCursor(cursor);
  if (place === null) throw new AppError("invalid", { fields: { cursor: "This is no cursor of this list." } });
  const after = place ? Prisma.sql`AND (sorts_as, id) > (${place[0]}, ${place[1]})` : Prisma.empty;
  const rows = await readRows(Prisma.sql`${shown} ${after} ORDER BY sorts_as, id LIMIT ${limit + 1}`);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    workflows: rows.slice(0, limit).map(toItem),
    ...(last && { next_cursor: Buffer.from(JSON.stringify([last.sorts_as, last.id])).toString("base64url") }),
  };
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

const readRows = (where: Prisma.Sql): Promise<Row[]> => prisma.$queryRaw<Row[]>`
  SELECT listed.*, sessions.open::int AS open_sessions, sessions.waiting::int AS waiting_sessions FROM (
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
    ) AS newest ON true
  ) AS listed, LATERAL (
    SELECT count(*) AS open, count(*) FILTER (WHERE s.status = 'waiting') AS waiting
    FROM session AS s JOIN workflow_version AS v ON v.id = s.workflow_version_id
    WHERE v.workflow_id = listed.id AND s.status NOT IN ('completed', 'cancelled')
  ) AS sessions
  WHERE ${where}`;

const toItem = ({ sorts_as: _, created_at, archived_at, published_at, ...row }: Row): WorkflowItem => ({
  ...row,
  created_at: created_at.toISOString(),
  archived_at: archived_at?.toISOString() ?? null,
  published_at: published_at?.toISOString() ?? null,
});

const cursorSchema = z.tuple([z.string().refine(isStorableText), z.string().refine(isStorableText)]);

/** The name and the id of the last workflow of a page; null for a text that is no cursor. */
function readCursor(cursor: string): [string, string] | null {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
  } catch {
    return null;
  }
}

/** Whether a text of an address is a cursor of this list. */
export const isCursor = (text: unknown): text is string => typeof text === "string" && readCursor(text) !== null;

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
