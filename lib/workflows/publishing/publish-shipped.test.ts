import { describe, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { type GraphDefinitionInput, graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "../shipped/insurance-claims";
import { publishNewer, publishShipped, shippedWorkflows } from "./publish-shipped";
import { contentHashOf, publishWorkflow } from "./publish-workflow";

withTestDatabase();

const shipped = (id: string): GraphDefinitionInput => ({ ...insuranceClaims, id });
const numbers = async (workflowId: string) => {
  const versions = await prisma.workflowVersion.findMany({ where: { workflowId }, orderBy: { number: "asc" } });
  return versions.map(({ number }) => number);
};

/** A version as an earlier release shipped it, by the hash that its content had. */
async function shipEarlier(id: string, contentHash: string): Promise<void> {
  await prisma.workflow.create({ data: { id, name: id, description: "" } });
  await prisma.workflowVersion.create({
    data: { workflowId: id, number: 1, definition: {}, contentHash, publishedAt: new Date() },
  });
}

describe("when the product starts, a shipped workflow", () => {
  test("is published once", async () => {
    await publishNewer([shipped("new")]);
    await publishNewer([shipped("new")]);
    expect(await numbers("new")).toEqual([1]);
  });

  test("as an earlier release shipped it gets this release's version beside the old one", async () => {
    await shipEarlier("known", "f7d0af922e825435f0437903cabb0509d01c4eb3b6683ceeb680274040c98ba0");
    await publishNewer([shipped("known")]);
    await publishNewer([shipped("known")]);
    expect(await numbers("known")).toEqual([1, 2]);
  });

  test("that a designer changed stays as it is", async () => {
    await publishWorkflow({ ...shipped("changed"), name: "Our claims" });
    await publishNewer([shipped("changed")]);
    expect(await numbers("changed")).toEqual([1]);
  });

  test("of this release is published by a start, on a fresh installation and beside earlier claims", async () => {
    await shipEarlier("insurance-claims", "f7d0af922e825435f0437903cabb0509d01c4eb3b6683ceeb680274040c98ba0");
    await publishShipped();
    await publishShipped();
    const found = ["insurance-claims", "coverage-answers", "cover-advisor"].map(numbers);
    expect(await Promise.all(found)).toEqual([[1, 2], [1], [1]]);
  });
});

// Installations that have what is recorded here get the next release's version only when its hash is in
// `formerlyShipped`: when this test fails, add the hash that stands here there, then record the new one.
test("the shipped workflows are those that are recorded", () => {
  const hashes = shippedWorkflows.map((one) => [one.id, contentHashOf(graphDefinitionSchema.parse(one))]);
  expect(hashes).toEqual([
    ["insurance-claims", "6b602b4b6d75a9622f820f6a2720d67a1b9a7c05a92864510cc43b616f102244"],
    ["coverage-answers", "d4e42466bf9f4ba48895f278cf31f37de86271160b777bbc2cea2576ef67d19b"],
    ["cover-advisor", "88eebed605afb45e657e1ecf67a1dd2b17e7b25dc00b1d51a06b8c9d41374e88"],
  ]);
});
