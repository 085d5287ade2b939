import { prisma } from "@/lib/db/client";
import type { GraphDefinitionInput } from "@/lib/engine";
import { publishWorkflow } from "./publish-workflow";
import { insuranceClaims } from "./shipped/insurance-claims";

/** The workflows that come with the product. */
export const shippedWorkflows: readonly GraphDefinitionInput[] = [insuranceClaims];

/** Publishes each shipped workflow that the database does not know yet; what designers made of one stays theirs. */
export async function publishShipped(): Promise<void> {
  for (const definition of shippedWorkflows) {
    const known = await prisma.workflowVersion.count({ where: { workflowId: definition.id, state: "published" } });
    if (known === 0) await publishWorkflow(definition);
  }
}
