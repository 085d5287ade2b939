import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disconnect, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { SharedLimit } from "@/lib/limits/shared-limit";

withTestDatabase();

/** How many of so many uses, some at a time, are within the limit. */
async function countAdmitted(limits: SharedLimit[], key: string, uses: number): Promise<number> {
  const answers: number[] = [];
  for (let begun = 0; begun < uses; begun += 50) {
    const some = Array.from({ length: Math.min(50, uses - begun) }, (_, index) => limits[index % limits.length]);
    answers.push(...(await Promise.all(some.map((limit) => limit?.take(key) ?? 0))));
  }
  return answers.filter((waitMs) => waitMs === 0).length;
}

const points = async (key: string) =>
  (await prisma.rateLimit.findMany({ where: { key: { endsWith: key } } }))[0]?.points;

it("admits as many as the figures say, and tells the rest how long to wait", async () => {
  for (const [figure, admitted] of [
    [1, 1],
    [5, 5],
    [30, 30],
    [600, 600],
    // In allowances of 31: the next multiple.
    [601, 620],
  ] as const) {
    const limit = new SharedLimit("test", { points: figure, seconds: 60 });
    const key = randomUUID();
    expect(await countAdmitted([limit], key, figure + 40)).toBe(admitted);
    const waitMs = await limit.take(key);
    expect(waitMs).toBeGreaterThan(30_000);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await limit.take(randomUUID())).toBe(0);
  }
});

it("counts what several processes do together", async () => {
  const limits = [1, 2, 3].map(() => new SharedLimit("test", { points: 100, seconds: 60 }));
  expect(await countAdmitted(limits, randomUUID(), 300)).toBe(100);
});

it("asks Postgres once for many uses, and not at all about a key that is over the limit", async () => {
  const limit = new SharedLimit("test", { points: 600, seconds: 60 });
  const key = randomUUID();
  await countAdmitted([limit], key, 30);
  expect(await points(key)).toBe(1);
  await countAdmitted([limit], key, 1_000);
  expect(await points(key)).toBe(20);
});

it("begins again when the window is over", async () => {
  const limit = new SharedLimit("test", { points: 2, seconds: 1 });
  const key = randomUUID();
  expect(await countAdmitted([limit], key, 5)).toBe(2);
  await vi.waitUntil(async () => (await limit.take(key)) === 0, { timeout: 5_000, interval: 50 });
});

it("leaves a large limit usable when many processes take an allowance and end", async () => {
  const key = randomUUID();
  for (let process = 0; process < 100; process++) {
    expect(await new SharedLimit("test", { points: 1_000_000, seconds: 60 }).take(key)).toBe(0);
  }
});

it("loses less than a twentieth of a limit with each process that dies", async () => {
  const key = randomUUID();
  const begin = () => new SharedLimit("test", { points: 600, seconds: 60 });
  const dying = [begin(), begin()];
  for (const limit of dying) await limit.take(key);
  expect(await countAdmitted([begin()], key, 700)).toBe(600 - 2 * 30);
});

describe("without a database", () => {
  const url = process.env.DATABASE_URL;
  let before: string | undefined;

  beforeEach(async () => {
    before = process.env.DATABASE_URL ?? url;
    await disconnect();
    process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/none";
  });
  afterEach(async () => {
    await disconnect();
    process.env.DATABASE_URL = before;
  });

  it("counts alone, so that nothing fails and nothing is unlimited", async () => {
    const limit = new SharedLimit("test", { points: 30, seconds: 60 });
    expect(await countAdmitted([limit], randomUUID(), 100)).toBe(30);
  });
});
