import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Session } from "@/lib/engine";
import { PostgresSessionStorage } from "@/lib/sessions/storage";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { dueSessions } from "./due-sessions";

withTestDatabase();

test("the sweep takes sessions whose step was started least often first, and of those the oldest", async () => {
  const storage = new PostgresSessionStorage(claimFacets, (await createClaimant()).userId);
  const { id: graphId } = await prisma.workflowVersion.create({
    data: {
      workflow: { create: { id: "due", name: "Due" } },
      ...{ number: 1, definition: {}, contentHash: "-" },
    },
  });
  const due = async (name: string, minutes: number, begun: number, isSetAside = false) => {
    const session = new Session(randomUUID(), name, graphId);
    await storage.save(session);
    await prisma.$executeRaw`
      UPDATE session SET updated_at = now() - ${minutes} * interval '1 minute', begun = ${begun},
        is_set_aside = ${isSetAside},
        status = ${isSetAside ? "failed" : "ready"}::"SessionStatus" WHERE id = ${session.id}::uuid`;
  };
  await due("ended its process twice", 40, 2);
  await due("young", 1, 0);
  await due("set aside", 60, 0, true);
  await due("ended its process once", 50, 1);
  await due("old", 30, 0);
  const found = await prisma.$queryRaw<{ id: string }[]>(dueSessions(100));
  const names = await Promise.all(
    found.map(async ({ id }) => (await prisma.session.findUniqueOrThrow({ where: { id } })).currentTaskId),
  );
  expect(names).toEqual(["old", "young", "ended its process once", "ended its process twice"]);
});
