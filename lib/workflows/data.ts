import { LRUCache } from "lru-cache";
import type { StaffPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { graphDefinitionSchema } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { graphLayoutSchema } from "./commands/document";
import { findLayout } from "./layout/find-layout";
import { layoutGraph } from "./layout/layout-graph";
import type { GraphView, WorkflowView } from "./schema";

/** One published version of a workflow (the newest without a number). Throws AppError `not_found`. */
export async function getWorkflow(
  _principal: StaffPrincipal,
  workflowId: string,
  versionNumber?: number,
): Promise<WorkflowView> {
  const version = await prisma.workflowVersion.findFirst({
    where: { workflowId, ...(versionNumber !== undefined && { number: versionNumber }) },
    orderBy: { number: "desc" },
    include: { workflow: true },
  });
  if (!version) throw new AppError("not_found");
  return {
    id: workflowId,
    name: version.workflow.name,
    description: version.workflow.description,
    versionNumber: version.number,
    publishedAt: version.publishedAt.toISOString(),
    definition: graphDefinitionSchema.parse(version.definition),
    graph: await getGraphView(version.id),
  };
}

// A version never changes, but its layout may: the cache key has both.
const views = processState("published-graph-views", () => new LRUCache<string, Promise<GraphView>>({ max: 500 }));

/**
 * The laid-out graph of a version, by the version's id. Without a principal: the callers in `lib` have checked who
 * asks. Throws AppError `not_found`.
 */
export async function getGraphView(workflowVersionId: string): Promise<GraphView> {
  const [stored] = await prisma.$queryRaw<{ places: string }[]>`
    SELECT md5(layout::text) AS places FROM workflow_version WHERE id = ${workflowVersionId}::uuid`;
  if (!stored) throw new AppError("not_found");
  const key = `${workflowVersionId} ${stored.places}`;
  const known = views.get(key);
  if (known) return known;
  const view = drawVersion(workflowVersionId);
  views.set(key, view);
  view.catch(() => views.delete(key));
  return view;
}

async function drawVersion(workflowVersionId: string): Promise<GraphView> {
  const version = await prisma.workflowVersion.findUniqueOrThrow({ where: { id: workflowVersionId } });
  return layoutGraph(
    graphDefinitionSchema.parse(version.definition),
    { workflowId: version.workflowId, versionNumber: version.number },
    (graph) => findLayout(workflowVersionId, graph),
    graphLayoutSchema.parse(version.layout).positions,
  );
}
