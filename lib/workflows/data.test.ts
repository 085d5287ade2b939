import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asStaff } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { getGraphView, getWorkflow } from "./data";
import { publishWorkflow } from "./publishing/publish-workflow";
import { insuranceClaims } from "./shipped/insurance-claims";

withTestDatabase();

const staff = asStaff({ userId: randomUUID(), name: "Dee", email: "dee@example.com", roles: ["designer"], queues: [] });
let firstVersionId: string;

beforeAll(async () => {
  firstVersionId = (await publishWorkflow(insuranceClaims)).versionId;
  await publishWorkflow({ ...insuranceClaims, description: "Claims, second edition." });
  await prisma.workflow.create({ data: { id: "empty", name: "An empty one" } });
});

test("shows the newest version of a workflow, or the one that is asked for", async () => {
  const newest = await getWorkflow(staff, "insurance-claims");
  expect(newest).toMatchObject({ versionNumber: 2, graph: { workflowId: "insurance-claims", versionNumber: 2 } });
  expect(await getWorkflow(staff, "insurance-claims", 1)).toMatchObject({ versionNumber: 1 });
});

test("does not find an unknown workflow or version", async () => {
  await expect(getWorkflow(staff, "nothing")).rejects.toMatchObject({ code: "not_found" });
  await expect(getWorkflow(staff, "empty")).rejects.toMatchObject({ code: "not_found" });
  await expect(getWorkflow(staff, "insurance-claims", 3)).rejects.toMatchObject({ code: "not_found" });
  await expect(getGraphView(randomUUID())).rejects.toMatchObject({ code: "not_found" });
});

test("lays a published version out once", async () => {
  expect(await getGraphView(firstVersionId)).toBe(await getGraphView(firstVersionId));
});
