import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";

const folder = path.join(tmpdir(), `graphflow-test-${process.pid}-embedded`);
const open = () => startEmbeddedPostgres({ folder, durable: false });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a process that runs the server until it is killed. */
async function openElsewhere() {
  const code = `import { startEmbeddedPostgres } from "./lib/db/setup/embedded-postgres.ts";
    startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, durable: false }).then(({ url }) => console.log(url));`;
  const holder = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [url] = await once(holder.stdout, "data");
  return { url: String(url).trim(), kill: () => holder.kill("SIGKILL") };
}

it("keeps its data from one start to the next", async () => {
  const first = await open();
  await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT 1 AS one");
  await first.stop();
  await first.ended;
  const second: EmbeddedPostgres = await open();
  expect(await ask(second.ownerUrl, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
  await second.stop();
});

it("requires its password", async () => {
  const server = await open();
  const url = new URL(server.url);
  url.password = "guessed";
  await expect(ask(url.href, "SELECT 1")).rejects.toThrow("password authentication failed");
  await server.stop();
});

it("is used by one process at a time, and ends with it, also after kill -9", async () => {
  const other = await openElsewhere();
  await expect(open()).rejects.toThrow("Another GraphFlow");
  other.kill();
  await vi.waitFor(() => expect(ask(other.url, "SELECT 1")).rejects.toThrow("ECONNREFUSED"), { timeout: 10_000 });
  const server = await open();
  expect(await ask(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await server.stop();
});
