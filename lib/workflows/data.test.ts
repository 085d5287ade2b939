import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { asStaff } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { getGraphView, getWorkflow, listWorkflows } from "./data";
import { publishWorkflow } from "./publishing/publish-workflow";
import { insuranceClaims } from "./shipped/insurance-claims";

withTestDatabase();

const staff = asStaff({ userId: randomUUID(), name: "Dee", email: "dee@example.com", roles: ["designer"], queues: [] });
let firstVersionId: string;

beforeAll(async () => {
  firstVersionId = (await publishWorkflow(insuranceClaims)).versionId;
  const secondVersion = await publishWorkflow({ ...insuranceClaims, description: "Claims, second edition." });
  await prisma.workflow.create({ data: { id: "empty", name: "An empty one" } });
  const claimant = await prisma.user.create({
    data: { email: "dana@example.com", name: "Dana", passwordHash: "-", roles: ["claimant"] },
  });
  const session = (workflowVersionId: string, status: "waiting" | "running" | "completed", reference: string) =>
    prisma.session.create({
      data: {
        id: randomUUID(),
        claimantId: claimant.id,
        currentTaskId: "manual_review",
        context: {},
        workflowVersionId,
        status,
        reference,
      },
    });
  await session(firstVersionId, "completed", "CLM-1");
  await session(firstVersionId, "running", "CLM-2");
  const waiting = await session(secondVersion.versionId, "waiting", "CLM-3");
  await prisma.wait.create({
    data: {
      id: randomUUID(),
      sessionId: waiting.id,
      taskId: "manual_review",
      stepSeq: 1,
      audience: "reviewer",
      queue: "claims",
      form: {},
      reasons: [],
    },
  });
});

test("lists workflows with their newest version and the open sessions of all versions", async () => {
  expect(await listWorkflows(staff)).toEqual([
    {
      id: "empty",
      name: "An empty one",
      description: "",
      publishedVersion: null,
      taskCount: 0,
      openSessions: 0,
      waitingSessions: 0,
    },
    {
      id: "insurance-claims",
      name: "Insurance claims",
      description: "Claims, second edition.",
      publishedVersion: 2,
      taskCount: 10,
      openSessions: 2,
      waitingSessions: 1,
    },
  ]);
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
