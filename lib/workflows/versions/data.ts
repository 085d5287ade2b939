import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { DesignerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { countFirst, listCursors, rowsToRead, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { graphLayoutSchema } from "../commands/document";
import { layoutGraph } from "../layout/layout-graph";
import { runLayout } from "../layout/run-layout";
import { readDraft } from "../read-draft";
import type { GraphView } from "../schema";
import { compareDefinitions } from "./compare-definitions";
import type { SessionCounts, Side, VersionListItem, VersionView } from "./schema";

const author = { select: { id: true, name: true } } as const;

const cursors = listCursors("versions", z.int().min(1));

/** The versions of a workflow, newest first, each with the sessions on it. Throws AppError `not_found`. */
export async function listVersions(
  _principal: DesignerPrincipal,
  workflowId: string,
  request: PageRequest = {},
): Promise<Page<VersionListItem>> {
  const after = cursors.decode(request.cursor);
  const found = await prisma.workflowVersion.findMany({
    where: { workflowId, ...(after !== undefined && { number: { lt: after } }) },
    orderBy: { number: "desc" },
    take: rowsToRead(request),
    select: { id: true, number: true, note: true, publishedAt: true, author },
  });
  if (found.length === 0 && (await prisma.workflow.count({ where: { id: workflowId } })) === 0) {
    throw new AppError("not_found");
  }
  const { items, nextCursor } = toPage(found, request, ({ number }) => cursors.encode(number));
  const [counts, total] = await Promise.all([
    countSessions(items.map(({ id }) => id)),
    countFirst(request, Prisma.sql`FROM workflow_version WHERE workflow_id = ${workflowId}`),
  ]);
  return {
    items: items.map(({ id, publishedAt, ...version }) => ({
      ...version,
      versionId: id,
      publishedAt: publishedAt.toISOString(),
      sessions: counts.get(id) ?? noSessions,
    })),
    nextCursor,
    total,
  };
}

const noSessions: SessionCounts = { waiting: 0, running: 0, failed: 0, completed: 0, cancelled: 0 };

async function countSessions(versionIds: string[]): Promise<Map<string, SessionCounts>> {
  const groups = await prisma.session.groupBy({
    by: ["workflowVersionId", "status"],
    where: { workflowVersionId: { in: versionIds } },
    _count: true,
  });
  const counts = new Map<string, SessionCounts>();
  for (const { workflowVersionId, status, _count } of groups) {
    const name = status === "ready" || status === "paused" ? "running" : status;
    const before = counts.get(workflowVersionId) ?? noSessions;
    counts.set(workflowVersionId, { ...before, [name]: before[name] + _count });
  }
  return counts;
}

/** One version with its definition and layout. Throws AppError `not_found`. */
export async function getVersion(
  _principal: DesignerPrincipal,
  workflowId: string,
  number: number,
): Promise<VersionView> {
  const version = await prisma.workflowVersion.findUnique({
    where: { workflowId_number: { workflowId, number } },
    include: { author },
  });
  if (!version) throw new AppError("not_found", { detail: `There is no version ${number} of this workflow.` });
  return {
    versionId: version.id,
    number,
    note: version.note,
    author: version.author,
    publishedAt: version.publishedAt.toISOString(),
    definition: graphDefinitionSchema.parse(version.definition),
    layout: graphLayoutSchema.parse(version.layout),
  };
}

/** The definition of a version, or of the draft. Throws AppError `not_found`. */
export async function getSide(principal: DesignerPrincipal, workflowId: string, side: Side): Promise<GraphDefinition> {
  if (side === "draft") return (await readDraft(workflowId)).view.definition;
  return (await getVersion(principal, workflowId, side)).definition;
}

/**
 * The picture of two definitions of a workflow: the newer one with the parts that were removed. The layout gives every
 * part a place, also where a designer had moved a card: removed parts need places between the others. Null when it
 * fails, which is logged: the list of changes is complete without it.
 */
export async function drawBoth(
  _principal: DesignerPrincipal,
  before: GraphDefinition,
  after: GraphDefinition,
): Promise<GraphView | null> {
  try {
    // The page is sent first: comparing large versions blocks the event loop for a moment.
    await setImmediate();
    const { both } = compareDefinitions(before, after);
    return await layoutGraph(both, { workflowId: after.id, versionNumber: 0 }, runLayout);
  } catch (error) {
    log.error({ err: error, workflowId: after.id }, "The picture of two versions could not be drawn");
    return null;
  }
}
