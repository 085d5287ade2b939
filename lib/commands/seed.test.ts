import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { seed } from "./seed";

withTestDatabase();

const email = "reviewer@example.com";
const queuesOf = async () => (await prisma.user.findUniqueOrThrow({ where: { email } })).queues;
const give = (queues: string[]) => prisma.user.update({ where: { email }, data: { queues } });

test("demo reviewers have the queues of all shipped workflows", async () => {
  await seed();
  expect(await queuesOf()).toEqual(["claims", "expenses", "complaints", "people", "coverage"]);
});

test.each([[["claims"]], [["claims", "expenses", "complaints", "people"]]])(
  "a demo reviewer of an earlier release with %j gets the new queues",
  async (earlier) => {
    await give(earlier);
    await seed();
    expect(await queuesOf()).toContain("coverage");
  },
);

test("queues that an admin has chosen stay, and so do those of other people", async () => {
  await give(["claims", "expenses"]);
  const other = { email: "own@example.com", name: "Own", passwordHash: "", roles: ["reviewer" as const] };
  await prisma.user.create({ data: { ...other, queues: ["claims"] } });
  await seed();
  expect(await queuesOf()).toEqual(["claims", "expenses"]);
  expect((await prisma.user.findUniqueOrThrow({ where: { email: other.email } })).queues).toEqual(["claims"]);
});
