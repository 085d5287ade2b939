import { prisma } from "@/lib/db/client";
import type { GraphDefinitionInput } from "@/lib/engine";
import { coverAdvisor } from "../shipped/cover-advisor";
import { coverageAnswers } from "../shipped/coverage/coverage-answers";
import { insuranceClaims } from "../shipped/insurance-claims";
import { publishWorkflow } from "./publish-workflow";

/** The workflows that come with the product. A changed one leaves the hash of its last release in `formerlyShipped`. */
export const shippedWorkflows: readonly GraphDefinitionInput[] = [insuranceClaims, coverageAnswers, coverAdvisor];

/** The content hashes of what earlier releases shipped. */
const formerlyShipped = new Set([
  "95843094a752e605999345869ba463f2f9879505eead644a8878f073f909a146",
  "7f6d9bdfd7b36d7fd4ec78838514c4d70c3eae62081bddd46cfdb42483abb82a",
  "ad435b60bd5561a38730473dd522bc7d89f4ab9d09847a6f27fba5bcb9387458",
  "8df936e59aec138b2f9697ca5f4bad5580849185e107962c45469ea1c1b234d0",
  "f7d0af922e825435f0437903cabb0509d01c4eb3b6683ceeb680274040c98ba0",
  "3c3167017cb9bcfe0ca58be13a3c6ec7be3ecf5e8306010427844b000fc8694a",
  "038a7cd22ce00ff958a0739a0e34f447284736a219dfd88442f09222eac7a2f7",
  "db572c0ae77e4db1584dd52c352717e6af87941ec646f41c9d6d86013d898955",
  "5ad16bc7af338edd9eef98021a9dcebc33851f775e394dd16fddaeccb95e057e",
  "b6cf2b5d45662287f446e85be5aab15a30cc86ac3b9c0d19856f265be9c3d04f",
  "b56546786b955f8613c5c715205e4e0980af67a2fd98d98125d88152bc2f9656",
  "ed5a361aa8f1c6c5ca12c3079d63ee686fc5bc60c80af0532cafafd8ac6f5cd2",
  "3a1a06bf3c6735eb1fce99107e5d94eb63f2e0f0b655a6b218824df84e9bbe93",
]);

/** Publishes the workflows that come with the product, as `publishNewer` does. */
export const publishShipped = (): Promise<void> => publishNewer(shippedWorkflows);

/**
 * Publishes each workflow that is not in the database, or is there as an earlier release shipped it. A workflow that a
 * designer changed stays as it is. Running sessions stay on their versions.
 */
export async function publishNewer(workflows: readonly GraphDefinitionInput[]): Promise<void> {
  for (const definition of workflows) {
    const newest = await prisma.workflowVersion.findFirst({
      where: { workflowId: definition.id },
      orderBy: { number: "desc" },
      select: { contentHash: true },
    });
    if (!newest || formerlyShipped.has(newest.contentHash)) await publishWorkflow(definition);
  }
}
