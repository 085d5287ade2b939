import { createHash } from "node:crypto";
import type { ElkNode } from "elkjs/lib/elk-api";
import { type Prisma, prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { runLayout } from "./run-layout";

/** Raised when a graph is laid out anew though it is the same for ELK: with another ELK. */
const layoutVersion = "elkjs 0.12.1";

/**
 * The layout of a version's graph, from the database or found now and kept. What is kept is for exactly this graph: other
 * sizes, settings or another order, as a later GraphFlow may have, make it found anew.
 */
export async function findLayout(workflowVersionId: string, graph: ElkNode): Promise<ElkNode> {
  const inputHash = createHash("sha256").update(layoutVersion).update(JSON.stringify(graph)).digest("hex");
  const kept = await prisma.workflowLayout.findUnique({ where: { workflowVersionId } });
  if (kept?.inputHash === inputHash) return kept.layout as unknown as ElkNode;
  const layout = await runLayout(graph);
  const data = { inputHash, layout: layout as unknown as Prisma.InputJsonObject };
  await prisma.workflowLayout
    .upsert({ where: { workflowVersionId }, create: { workflowVersionId, ...data }, update: data })
    // A database that takes no writes still shows the picture.
    .catch((error: unknown) => log.warn({ err: error, workflowVersionId }, "A layout could not be kept"));
  return layout;
}
