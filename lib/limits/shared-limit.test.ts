import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { disconnect, prisma } from "@/lib/db/client";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { SharedLimit } from "@/lib/limits/shared-limit";

withTestDatabase();

/** How many of the uses are within the limit; up to 50 run at a time. */
async function countAdmitted(limits: SharedLimit[], key: string, uses: number): Promise<number> {
  const answers: number[] = [];
  for (let started = 0; started < uses; started += 50) {
    const some = Array.from({ length: Math.min(50, uses - started) }, (_, index) => limits[index % limits.length]);
    answers.push(...(await Promise.all(some.map((limit) => limit?.take(key) ?? 0))));
  }
  return answers.filter((waitMs) => waitMs === 0).length;
}

const points = async (key: string) =>
  (await prisma.rateLimit.findMany({ where: { key: { endsWith: key } } }))[0]?.points;

it("admits as many uses as the limit allows, and tells the others how long to wait", async () => {
  for (const [figure, admitted] of [
    [1, 1],
    [5, 5],
    [30, 30],
    [600, 600],
    // The next multiple of an allowance of 31.
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

it("counts the uses of several processes together", async () => {
  const limits = [1, 2, 3].map(() => new SharedLimit("test", { points: 100, seconds: 60 }));
  expect(await countAdmitted(limits, randomUUID(), 300)).toBe(100);
});

it("sends one statement for many uses, and none for a key that is over the limit", async () => {
  const limit = new SharedLimit("test", { points: 600, seconds: 60 });
  const key = randomUUID();
  await countAdmitted([limit], key, 30);
  expect(await points(key)).toBe(1);
  await countAdmitted([limit], key, 1_000);
  expect(await points(key)).toBe(20);
});

it("starts a new count when the window has ended", async () => {
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

it("loses less than a twentieth of a limit with each process that ends", async () => {
  const key = randomUUID();
  const newLimit = () => new SharedLimit("test", { points: 600, seconds: 60 });
  const lost = [newLimit(), newLimit()];
  for (const limit of lost) await limit.take(key);
  expect(await countAdmitted([newLimit()], key, 700)).toBe(600 - 2 * 30);
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

  it("limits each process alone, and nothing fails", async () => {
    const limit = new SharedLimit("test", { points: 30, seconds: 60 });
    expect(await countAdmitted([limit], randomUUID(), 100)).toBe(30);
  });
});
