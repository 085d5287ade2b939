import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { Context, NextAction } from "@/lib/engine";
import { taskKinds } from "../kinds";
import { startTask, testExecution } from "../tests/test-kind";

withTestDatabase();

const hour = 3_600_000;
let versionId: string;
let claimantId: string;

beforeEach(async () => {
  const workflow = { create: { id: randomUUID(), name: "Claims" } };
  ({ id: versionId } = await prisma.workflowVersion.create({
    data: { number: 1, definition: {}, contentHash: "-", workflow },
  }));
  claimantId = await createClaimant();
});

async function createClaimant(): Promise<string> {
  const user = await prisma.user.create({
    data: { name: "Dana", email: `${randomUUID()}@example.com`, passwordHash: "-", roles: ["claimant"] },
  });
  return user.id;
}

interface Claim {
  amountCents?: number | null;
  hoursAgo?: number;
  status?: "waiting" | "completed" | "cancelled";
  outcome?: string;
  claimant?: string;
}

async function createClaim({ amountCents = 40_000, hoursAgo = 1, claimant = claimantId, ...data }: Claim = {}) {
  const id = randomUUID();
  await prisma.session.create({
    data: {
      status: "waiting",
      ...data,
      id,
      reference: id,
      claimantId: claimant,
      workflowVersionId: versionId,
      currentTaskId: "task",
      context: {},
      flags: [],
      amountCents,
      confirmedAt: new Date(Date.now() - hoursAgo * hour),
    },
  });
  return id;
}

const config = { limit: 100_000, period: "PT24H" };

/** Runs the task for a claim; returns what it stored. */
async function screen(sessionId: string, values = {}) {
  const context = new Context(values);
  const result = await startTask("screen", config).task.run(context, testExecution({ sessionId }));
  expect(result.nextAction).toBe(NextAction.ContinueAndExecute);
  return context.values();
}

test("adds up the small claims of the same person, this one included", async () => {
  const first = await createClaim({ amountCents: 30_000, hoursAgo: 2 });
  const second = await createClaim({ amountCents: 20_000, hoursAgo: 1 });
  const own = await createClaim({ amountCents: 50_000 });
  const found = await screen(own, { amount_cents: 50_000 });
  expect(found).toMatchObject({ small_claims_count: 3, small_claims_total_cents: 100_000 });
  expect(found.small_claims).toMatchObject([
    { id: second, amount_cents: 20_000 },
    { id: first, amount_cents: 30_000 },
  ]);
});

test.each<[string, Claim]>([
  ["large ones", { amountCents: 100_000 }],
  ["older ones", { hoursAgo: 25 }],
  ["cancelled ones", { status: "cancelled" }],
  ["rejected ones", { outcome: "rejected" }],
  ["ones without an amount", { amountCents: null }],
])("does not count %s", async (_name, claim) => {
  await createClaim(claim);
  expect(await screen(await createClaim(), { amount_cents: 40_000 })).toMatchObject({
    small_claims_count: 1,
    small_claims_total_cents: 40_000,
    small_claims: [],
  });
});

test("does not count claims of other people", async () => {
  await createClaim({ claimant: await createClaimant() });
  expect(await screen(await createClaim(), { amount_cents: 40_000 })).toMatchObject({ small_claims_count: 1 });
});

test("counts this claim when its amount is not known, and when the session does not exist", async () => {
  expect(await screen(await createClaim())).toMatchObject({ small_claims_count: 1, small_claims_total_cents: 0 });
  expect(await screen(randomUUID())).toMatchObject({ small_claims_count: 1 });
});

test("replaces the figures of an earlier run", async () => {
  const own = await createClaim();
  const stale = { small_claims_count: 99, small_claims: [{ id: "x" }], amount_cents: 40_000 };
  expect(await screen(own, stale)).toMatchObject({ small_claims_count: 1, small_claims: [] });
});

test("takes the session's id as data, never as SQL", async () => {
  await createClaim();
  await expect(screen("x'; DELETE FROM session; --")).rejects.toThrow();
  expect(await prisma.session.count()).toBeGreaterThan(0);
});

test.each([{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { limit: "all" }, { period: "P400D" }, { period: "PT0S" }])(
  "a config cannot have %j",
  (wrong) => {
    expect(taskKinds.screen?.configSchema.safeParse({ ...config, ...wrong }).success).toBe(false);
  },
);
