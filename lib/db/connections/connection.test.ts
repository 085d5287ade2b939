import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { disconnect, prisma } from "../client";
import { isDatabaseUnavailable } from "../is-database-unavailable";
import { prepareDatabase } from "../setup/prepare-database";
import { withTestDatabase } from "../testing/test-database";
import { startTestPooler } from "../testing/test-pooler";
import { connect, connectionOptions, databaseSchema, type Settings } from "./connection";
import { pool, runAsyncCommit, runPrepared, runWithoutLockWait } from "./pool";
import { notifySession, onSessionNotification } from "./session-notifications";

// The server's own defaults are other ones, too: see test-server.ts.
const database = withTestDatabase({
  settings: {
    ...{ timezone: "Pacific/Chatham", datestyle: "SQL, DMY", search_path: "pg_catalog", lock_timeout: "1ms" },
    synchronous_commit: "local",
  },
});
const { DATABASE_URL } = process.env;
afterEach(async () => {
  await disconnect();
  process.env.DATABASE_URL = database.url || DATABASE_URL;
});

const reliedOn: Settings = {
  ...{ TimeZone: "UTC", DateStyle: "ISO, MDY", IntervalStyle: "postgres", bytea_output: "hex" },
  ...{
    client_encoding: "UTF8",
    default_transaction_isolation: "read committed",
    transaction_isolation: "read committed",
  },
  ...{ standard_conforming_strings: "on", extra_float_digits: "1", search_path: '"public", pg_temp' },
};
const showing = `SELECT ${Object.keys(reliedOn).map((name) => `current_setting('${name}') AS "${name}"`)}`;

describe("a connection has the settings that our statements rely on", () => {
  it.each([
    ["of Prisma", () => prisma.$queryRawUnsafe<Settings[]>(showing)],
    ["of Prisma in a transaction", () => prisma.$transaction((tx) => tx.$queryRawUnsafe<Settings[]>(showing))],
    ["of the pool", async () => (await pool().query<Settings>(showing)).rows],
    ["of prepared statements", async () => (await runPrepared<Settings>(prepared)).rows],
    ["of prepared statements that do not wait", async () => (await runWithoutLockWait<Settings>(prepared)).rows],
    ["of statements with an asynchronous commit", async () => (await runAsyncCommit<Settings>(prepared)).rows],
    ["of the queue", async () => ask(connectionOptions(database.url))],
    ["of the owner", async () => ask(connectionOptions(database.ownerUrl))],
  ])("%s", async (_, show) => {
    expect(await show()).toEqual([reliedOn]);
  });
});
const prepared = { name: "settings", text: showing, values: [] };

it.each([
  ["durable, with time to wait for a row", runPrepared, { lock_timeout: "3s", synchronous_commit: "local" }],
  ["durable, and give up soon", runWithoutLockWait, { lock_timeout: "50ms", synchronous_commit: "local" }],
  [
    "have an asynchronous commit, and wait only briefly for a lock",
    runAsyncCommit,
    { lock_timeout: "50ms", synchronous_commit: "off" },
  ],
])("prepared statements are planned once, by index, and are %s", async (_, run, own) => {
  const settings = {
    ...{ plan_cache_mode: "force_generic_plan", enable_seqscan: "off", jit: "off", statement_timeout: "10s" },
    ...own,
  };
  const text = `SELECT ${Object.keys(settings).map((name) => `current_setting('${name}') AS "${name}"`)}`;
  expect((await run({ name: "own settings", text, values: [] })).rows).toEqual([settings]);
});

async function ask(options: ReturnType<typeof connectionOptions>): Promise<Settings[]> {
  const { Pool } = (await import("pg")).default;
  const asked = new Pool(options);
  const { rows } = await asked.query<Settings>(showing);
  await asked.end();
  return rows;
}

it("reads times as they were written, and the present time, in any time zone of the database", async () => {
  const written = new Date("2026-03-08T02:30:00.123Z");
  const { id } = await prisma.workflow.create({ data: { id: "timed", name: "Timed", createdAt: written } });
  expect((await prisma.workflow.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(written);
  const [row] = await prisma.$queryRaw<{ stored: string; now: Date }[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS stored, now() FROM workflow`;
  expect(row?.stored).toBe("2026-03-08 02:30:00.123");
  expect(Math.abs(Date.now() - (row?.now.getTime() ?? 0))).toBeLessThan(60_000);
});

it.each([
  ["postgresql://h/d", "public"],
  ["postgresql://h/d?schema=", "public"],
  ["postgresql://h/d?sslmode=disable&schema=Other%20one", "Other one"],
])("finds the schema as Prisma does: %s", (url, schema) => {
  expect(databaseSchema(url)).toBe(schema);
});

it("finds a database whose name has characters with a meaning in URLs", () => {
  expect(connectionOptions("postgresql://u:p%40s@h:1/a%2Fb%20c%3Fd%25").database).toBe("a/b c?d%");
});

describe("a pooler that refuses what it does not know at startup", () => {
  it("takes every connection of ours", async () => {
    const [pooler, owners] = await Promise.all(
      [database.url, database.ownerUrl].map((url) => startTestPooler(url, "session")),
    );
    if (!pooler || !owners) throw new Error("no pooler");
    await expect(connect(`${pooler.url}&options=-c%20jit%3Doff`)).rejects.toThrow("unsupported startup parameter");
    process.env.DATABASE_URL = pooler.url;
    expect(await prepareDatabase({ applicationUrl: pooler.url, ownerUrl: owners.url })).toEqual([]);
    await prisma.workflow.count();
    for (const run of [runPrepared, runWithoutLockWait, runAsyncCommit])
      await run({ name: "one", text: "SELECT 1", values: [] });
    const heard = Promise.withResolvers<string | null>();
    const stop = onSessionNotification((sessionId) => sessionId && heard.resolve(sessionId));
    const ringing = setInterval(() => notifySession("heard"), 50);
    expect(await heard.promise).toBe("heard");
    clearInterval(ringing);
    stop();
    await disconnect();
    await Promise.all([pooler.close(), owners.close()]);
  });
});

it("that is accepted and then not answered fails as unavailable", async () => {
  const message = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);
  const silent = createServer((socket) => {
    socket.on("error", () => {}).once("data", () => socket.write(message));
  });
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const { port } = silent.address() as AddressInfo;
  process.env.DATABASE_URL = `postgresql://u:p@127.0.0.1:${port}/d?sslmode=disable`;
  // The server never answers: without a deadline this test would never end.
  const error = await runPrepared({ name: "one", text: "SELECT 1", values: [] }).catch((reason: unknown) => reason);
  expect(isDatabaseUnavailable(error)).toBe(true);
  await disconnect();
  silent.close();
});
