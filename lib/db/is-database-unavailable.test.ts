import { afterEach, expect, it, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { runPrepared } from "./connections/pool";
import { freePort } from "./setup/embedded-postgres";
import { withTestDatabase } from "./testing/test-database";

withTestDatabase();
afterEach(() => vi.unstubAllEnvs());

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable("this query fails"),
    (error: unknown) => error,
  );

it("recognises a server that is down; the next query after its return works", async () => {
  await prisma.$disconnect();
  vi.stubEnv("DATABASE_URL", `postgresql://nobody@127.0.0.1:${await freePort()}/none`);
  expect(isDatabaseUnavailable(await errorOf(prisma.user.count()))).toBe(true);
  expect(isDatabaseUnavailable(await errorOf(prisma.$queryRaw`SELECT 1`))).toBe(true);
  await prisma.$disconnect();
  vi.unstubAllEnvs();
  expect(await prisma.user.count()).toBe(0);
});

it("recognises a connection that is cut, in a transaction or not, and the process goes on", async () => {
  const cut = () => prisma.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  expect(isDatabaseUnavailable(await errorOf(cut()))).toBe(true);
  const inTransaction = prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`;
  });
  expect(isDatabaseUnavailable(await errorOf(inTransaction))).toBe(true);
  expect(await prisma.user.count()).toBe(0);
});

it("recognises a full pool before a connection is free, and the pool recovers", async () => {
  // Prisma starts a query at its `then`. A query that waits as long as this gets a connection, and no error.
  const hold = () => prisma.$queryRaw`SELECT pg_sleep(5)::text`.then((rows) => rows);
  const holders = Promise.all(Array.from({ length: 10 }, hold));
  expect(isDatabaseUnavailable(await errorOf(prisma.user.count()))).toBe(true);
  await holders;
  expect(await prisma.user.count()).toBe(0);
});

it.each([
  ["25006", "read-only after a failover"],
  ["40001", "serialization failure"],
  ["40P01", "deadlock"],
  ["53100", "disk full"],
  ["53200", "out of memory"],
  ["57P04", "database dropped"],
  ["57P05", "idle connection ended"],
  ["58030", "input or output failed"],
])("sees a fault that passes, from Prisma and from the driver: %s, %s", async (code) => {
  const text = `DO $$ BEGIN RAISE EXCEPTION 'a fault' USING ERRCODE = '${code}'; END $$`;
  expect(isDatabaseUnavailable(await errorOf(prisma.$executeRawUnsafe(text)))).toBe(true);
  expect(isDatabaseUnavailable(await errorOf(runPrepared({ name: `fault-${code}`, text, values: [] })))).toBe(true);
});

it("does not mistake a refusal for an outage", async () => {
  expect(isDatabaseUnavailable(await errorOf(prisma.$queryRaw`SELECT 1 / 0`))).toBe(false);
  const data = { email: "twice@example.com", name: "Twice", passwordHash: "-" };
  await prisma.user.create({ data });
  expect(isDatabaseUnavailable(await errorOf(prisma.user.create({ data })))).toBe(false);
  expect(isDatabaseUnavailable(new Error("something else"))).toBe(false);
  expect(isDatabaseUnavailable(null)).toBe(false);
});
