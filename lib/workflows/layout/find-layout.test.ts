import { beforeAll, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { publishWorkflow } from "../publishing/publish-workflow";
import { insuranceClaims } from "../shipped/insurance-claims";
import { findLayout } from "./find-layout";

withTestDatabase();

let versionId: string;
beforeAll(async () => {
  versionId = (await publishWorkflow(insuranceClaims)).versionId;
});

const graph = (width: number) => ({
  id: "graph",
  layoutOptions: { "elk.algorithm": "layered" },
  children: [{ id: "a", width, height: 10 }],
  edges: [],
});
const widthIn = (layout: Awaited<ReturnType<typeof findLayout>>) => layout.children?.[0]?.width;

test("a layout is computed once for a version and stored with it", async () => {
  expect(widthIn(await findLayout(versionId, graph(100)))).toBe(100);
  // The changed width shows that the next call reads the stored layout.
  const stored = await prisma.workflowLayout.findUniqueOrThrow({ where: { workflowVersionId: versionId } });
  await prisma.workflowLayout.update({
    where: { workflowVersionId: versionId },
    data: { layout: { id: "graph", children: [{ id: "a", width: 7 }] } },
  });
  expect(widthIn(await findLayout(versionId, graph(100)))).toBe(7);
  expect(stored.inputHash).toMatch(/^[0-9a-f]{64}$/);
});

test("a changed graph of the same version is laid out again and replaces the stored layout", async () => {
  expect(widthIn(await findLayout(versionId, graph(120)))).toBe(120);
  expect(await prisma.workflowLayout.count()).toBe(1);
  const { layout } = await prisma.workflowLayout.findUniqueOrThrow({ where: { workflowVersionId: versionId } });
  expect(layout).toMatchObject({ children: [{ width: 120 }] });
});

test("a layout that cannot be stored is still returned", async () => {
  expect(widthIn(await findLayout("00000000-0000-4000-8000-000000000000", graph(90)))).toBe(90);
});
