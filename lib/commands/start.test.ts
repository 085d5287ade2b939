import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, vi } from "vitest";
import { freePort } from "@/lib/db/setup/embedded-postgres";
import { createTestDatabase, type TestDatabaseOptions } from "@/lib/db/testing/test-database";
import { startTestPooler } from "@/lib/db/testing/test-pooler";

// Each test starts a process, which takes long on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const secret = "a-secret-of-at-least-16-characters";

function start(env: Record<string, string>) {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/commands/start.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, lines: `${stdout}${stderr}`.trim().split("\n") };
}

it("a command prints its own lines and no others, also without a file .env", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["lib/commands/bootstrap.mjs", "example", "simple"], {
    encoding: "utf8",
  });
  expect(`${stdout}${stderr}`.trim().split("\n")).toEqual([
    "Hello, Batman",
    '"Hello, Batman" was all. Goodbye!',
    "Completed after 2 steps",
  ]);
});

it("stops with one line when the port is in use, before anything else", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { status, lines } = start({ PORT: port });
  other.close();
  expect(lines).toEqual([`Port ${port} is already in use: stop what uses it, or set PORT to another one.`]);
  expect(status).toBe(1);
});

it("stops with one line, without the password, when DATABASE_URL cannot be reached", async () => {
  const [port, databasePort] = [await freePort(), await freePort()];
  const url = `postgresql://someone:hush-hush@127.0.0.1:${databasePort}/claims`;
  const { status, lines } = start({ PORT: String(port), DATABASE_URL: url, NEXTAUTH_SECRET: secret });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(`DATABASE_URL: the database at 127.0.0.1:${databasePort}/claims cannot be used`);
  expect(lines[0]).not.toMatch(/someone|hush/);
  // It has ended by itself, before the time of `spawnSync` is over.
  expect(status).toBe(1);
});

it.each([
  [{ DATABASE_URL: "postgresql://u:p@127.0.0.1:1/x" }, "NEXTAUTH_SECRET is not set"],
  [{ DATABASE_URL: "mysql://u:p@127.0.0.1:1/x" }, "DATABASE_URL must look like postgresql://"],
  [{ PORT: "many" }, "PORT must be a port number"],
  [{ DATABASE_OWNER_URL: "postgresql://u:p@127.0.0.1:1/x" }, "DATABASE_OWNER_URL is set and DATABASE_URL is not"],
])("stops with one line when the settings are wrong: %o", async (env, line) => {
  const { status, lines } = start({ PORT: String(await freePort()), ...env });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(line);
  expect(status).toBe(1);
});

const unfit: [string, TestDatabaseOptions, string][] = [
  [
    "its encoding is LATIN1",
    { like: "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0" },
    "its encoding is LATIN1 and must be UTF8 (CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0).",
  ],
  [
    "its encoding is SQL_ASCII",
    { like: "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0" },
    "its encoding is SQL_ASCII and must be UTF8",
  ],
  [
    "it is read-only",
    { settings: { default_transaction_read_only: "on" } },
    "it refuses writes, default_transaction_read_only is on (from another database: ALTER DATABASE",
  ],
  [
    "its role may not create tables",
    { like: "" },
    "permission denied for schema public " +
      "(its role needs CREATE on the database and on the schema, or set DATABASE_OWNER_URL",
  ],
];

it.each(unfit)("says in one line why a database cannot be used, and what to do: %s", async (_, options, reason) => {
  const database = await createTestDatabase(options);
  const { pathname, host } = new URL(database.url);
  const port = String(await freePort());
  const { status, lines } = start({ PORT: port, DATABASE_URL: database.url, NEXTAUTH_SECRET: secret });
  await database.drop();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`DATABASE_URL: the database at ${host}${pathname} cannot be used: ${reason}`);
  expect(status).toBe(1);
});

it("names the database of the owner when that one cannot be used", async () => {
  const [database, other] = [await createTestDatabase(), await createTestDatabase()];
  const urls = { DATABASE_URL: database.url, DATABASE_OWNER_URL: other.ownerUrl };
  const { status, lines } = start({ PORT: String(await freePort()), ...urls, NEXTAUTH_SECRET: secret });
  await Promise.all([database.drop(), other.drop()]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^DATABASE_OWNER_URL: .* cannot be used: it is not the database of DATABASE_URL\.$/);
  expect(status).toBe(1);
});

// The pooler lives in this process, so the command must not block it.
async function startBeside(env: Record<string, string>) {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/commands/start.ts"];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, timeout: 15_000 });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  const [status] = await once(child, "close");
  return { status, lines: Buffer.concat(chunks).toString("utf8").trim().split("\n") };
}

it.each([
  [
    "refuses what it does not know at startup",
    "session",
    "&options=-c%20jit%3Doff",
    /unsupported startup parameter: options \(a pooler refuses/,
  ],
  [
    "lends its connections by the transaction",
    "transaction",
    "",
    /need pool_mode = session \(or name the server's own port\)\.$/,
  ],
] as const)("says in one line that a pooler %s", async (_, mode, parameters, reason) => {
  const database = await createTestDatabase();
  const pooler = await startTestPooler(database.url, mode);
  const urls = { DATABASE_URL: pooler.url + parameters, NEXTAUTH_SECRET: secret };
  const { status, lines } = await startBeside({ PORT: String(await freePort()), ...urls });
  await pooler.close();
  await database.drop();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(reason);
  expect(status).toBe(1);
});
