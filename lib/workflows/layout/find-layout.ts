import { createHash } from "node:crypto";
import type { ElkNode } from "elkjs/lib/elk-api";
import { type Prisma, prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { runLayout } from "./run-layout";

/** Part of the hash. Another version of ELK may lay out the same graph differently, so its layouts are not reused. */
const layoutVersion = "elkjs 0.12.1";

/**
 * The layout of the graph of a workflow version. It is stored in the database and reused for the same graph. A later
 * release of GraphFlow may give another size or another order; the layout is then computed and stored again.
 */
export async function findLayout(workflowVersionId: string, graph: ElkNode): Promise<ElkNode> {
  const inputHash = createHash("sha256").update(layoutVersion).update(JSON.stringify(graph)).digest("hex");
  const stored = await prisma.workflowLayout.findUnique({ where: { workflowVersionId } });
  if (stored?.inputHash === inputHash) return stored.layout as unknown as ElkNode;
  const layout = await runLayout(graph);
  const data = { inputHash, layout: layout as unknown as Prisma.InputJsonObject };
  await prisma.workflowLayout
    .upsert({ where: { workflowVersionId }, create: { workflowVersionId, ...data }, update: data })
    // The graph is shown even if the database accepts no writes.
    .catch((error: unknown) => log.warn({ err: error, workflowVersionId }, "A layout could not be stored"));
  return layout;
}
