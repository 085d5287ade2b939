import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect } from "@/lib/db/client";

/** A fresh, migrated, empty database. `drop` ends the connections that are still open. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = inject("templateDatabaseUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(template, `CREATE DATABASE ${name} TEMPLATE template`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(template, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/**
 * Called at the top of a test file: its tests have a database of their own, and everything from "@/lib/db" (in the
 * tests and in the code they call) is connected to it. The tests of one file share it.
 */
export function withTestDatabase(): void {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    process.env.DATABASE_URL = database.url;
  });
  afterAll(async () => {
    await disconnect();
    await database.drop();
  });
}

async function administer(template: string, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
