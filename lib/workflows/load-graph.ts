import { LRUCache } from "lru-cache";
import { prisma } from "@/lib/db/client";
import { compileGraph, type Graph, type GraphDefinition, GraphError } from "@/lib/engine";
import { toDefinition } from "@/lib/engine/definition-kit";
import { taskCatalog } from "@/lib/tasks/catalog";

/**
 * A cache without expiry: published versions never change. Each copy of this module needs its own cache, because each
 * copy has its own classes of errors, and graphs tell errors apart by class.
 */
const compiled = new LRUCache<string, Graph>({ max: 500 });

/** The executable graph of a workflow version. Throws GraphError when there is no such version. */
export async function loadGraph(workflowVersionId: string): Promise<Graph> {
  const cached = compiled.get(workflowVersionId);
  if (cached) return cached;
  const version = await prisma.workflowVersion.findUnique({ where: { id: workflowVersionId } });
  if (!version) throw new GraphError("There is no such workflow version.", { workflowVersionId });
  const graph = compileGraph(version.definition, taskCatalog);
  compiled.set(workflowVersionId, graph);
  return graph;
}

/** A published version, as a new session needs it. */
export interface PublishedVersion extends Pick<GraphDefinition, "name" | "startedBy" | "sessionWord"> {
  id: string;
  startTaskId: string;
  workflowId: string;
}

/** The version new sessions start on: the newest published one. Null for none, and for an archived workflow. */
export async function findPublishedVersion(workflowId: string): Promise<PublishedVersion | null> {
  const version = await prisma.workflowVersion.findFirst({
    where: { workflowId, workflow: { archivedAt: null } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  if (!version) return null;
  const graph = await loadGraph(version.id);
  const { name, startedBy, sessionWord } = toDefinition(graph);
  return { id: version.id, startTaskId: graph.startTaskId(), workflowId, name, startedBy, sessionWord };
}
