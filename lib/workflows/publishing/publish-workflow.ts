import { createHash } from "node:crypto";
import { type Prisma, prisma } from "@/lib/db/client";
import {
  checkGraph,
  type GraphDefinition,
  type GraphDefinitionInput,
  GraphError,
  graphDefinitionSchema,
} from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { valueFormat } from "../describing/describe-words";

/** The SHA-256 of a parsed definition, in hex. */
export const contentHashOf = (definition: GraphDefinition): string =>
  createHash("sha256").update(JSON.stringify(definition)).digest("hex");

/**
 * Publishes a definition as the next version of its workflow, creating the workflow when it is new; the same content
 * as the newest version changes nothing. Running sessions stay on their versions. Throws GraphError with
 * `data.problems` when the definition has any.
 */
export async function publishWorkflow(input: GraphDefinitionInput): Promise<{ versionId: string; number: number }> {
  const problems = checkGraph(input, taskCatalog, valueFormat);
  if (problems.length > 0) throw new GraphError(problems.map((problem) => problem.message).join(" "), { problems });
  const definition = graphDefinitionSchema.parse(input);
  const contentHash = contentHashOf(definition);
  const { id, name, description } = definition;
  return prisma.$transaction(async (tx) => {
    // The row lock keeps two publishers from choosing the same number.
    await tx.workflow.upsert({ where: { id }, create: { id, name, description }, update: { name, description } });
    const newest = await tx.workflowVersion.findFirst({
      where: { workflowId: id },
      orderBy: { number: "desc" },
    });
    if (newest?.contentHash === contentHash) return { versionId: newest.id, number: newest.number };
    const number = (newest?.number ?? 0) + 1;
    const version = await tx.workflowVersion.create({
      data: {
        workflowId: id,
        number,
        definition: definition as unknown as Prisma.InputJsonObject,
        contentHash,
      },
    });
    return { versionId: version.id, number };
  });
}
