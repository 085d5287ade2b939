import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { withTestDatabase } from "../testing/test-database";
import { HeldConnections } from "./held-connections";

withTestDatabase();

let connections: HeldConnections;
let admin: pg.Client;
beforeEach(async () => {
  const connectionString = process.env.DATABASE_URL;
  connections = new HeldConnections(new pg.Pool({ connectionString, max: 2 }));
  admin = new pg.Client({ connectionString });
  await admin.connect();
});
afterEach(async () => {
  await connections.end();
  await admin.end();
});

const pidOf = async (): Promise<number> => {
  const { rows } = await connections.query<{ pid: number }>({ text: "SELECT pg_backend_pid() AS pid" });
  return rows[0]?.pid ?? 0;
};
const isActive = async (pid: number) =>
  (await admin.query("SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active'", [pid])).rowCount;
const terminate = (pid: number) => admin.query("SELECT pg_terminate_backend($1)", [pid]);

test("sequential statements use one connection; concurrent ones use no more than the pool allows", async () => {
  expect(await pidOf()).toBe(await pidOf());
  const pids = await Promise.all(Array.from({ length: 8 }, pidOf));
  expect(new Set(pids).size).toBeLessThanOrEqual(2);
});

test("a refused statement costs no connection", async () => {
  const before = await pidOf();
  await expect(connections.query({ text: "SELECT 1/0" })).rejects.toThrow("division by zero");
  expect(await pidOf()).toBe(before);
});

test("one that was lost between statements is replaced", async () => {
  const before = await pidOf();
  await terminate(before);
  await expect.poll(pidOf).not.toBe(before);
});

test("one that is lost during a statement fails it, and is replaced", async () => {
  const before = await pidOf();
  const sleeping = expect(connections.query({ text: "SELECT pg_sleep(60)" })).rejects.toThrow(/terminat/);
  await expect.poll(() => isActive(before)).toBe(1);
  await terminate(before);
  await sleeping;
  expect(await pidOf()).not.toBe(before);
});

test("a statement that runs when the connections are closed completes", async () => {
  const pid = await pidOf();
  const running = connections.query<{ n: number }>({ text: "SELECT 1 AS n FROM pg_sleep(0.1)" });
  await expect.poll(() => isActive(pid)).toBe(1);
  await connections.end();
  expect((await running).rows).toEqual([{ n: 1 }]);
  const { rowCount } = await admin.query(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  expect(rowCount).toBe(0);
  connections = new HeldConnections(new pg.Pool({ connectionString: process.env.DATABASE_URL }));
});
