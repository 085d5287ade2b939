import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect } from "@/lib/db/client";
import { connect, type Settings } from "@/lib/db/connections/connection";

export interface TestDatabase {
  /** As the application's role. */
  url: string;
  /** As the role that owns the tables. */
  ownerUrl: string;
  /** Ends the connections that are still open. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Default: a unique name. */
  name?: string;
  /** The options of CREATE DATABASE. Default: a copy of the migrated, empty database. */
  like?: string;
  /** Set with `ALTER DATABASE`. */
  settings?: Settings;
  /** The role of `prisma` and the pools. Default: the application's role. */
  as?: "application" | "owner";
}

/** A fresh database, migrated and empty. */
export async function createTestDatabase({
  name = `test_${randomBytes(8).toString("hex")}`,
  like = "TEMPLATE template",
  settings = {},
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  await administer(
    `CREATE DATABASE ${quoted} ${like}`,
    ...Object.entries(settings).map(([key, value]) => `ALTER DATABASE ${quoted} SET ${key} TO '${value}'`),
  );
  const named = (template: string) => {
    const url = new URL(template);
    url.pathname = `/${encodeURIComponent(name)}`;
    return url.href;
  };
  return {
    url: named(inject("templateDatabaseUrl")),
    ownerUrl: named(inject("templateOwnerUrl")),
    drop: () => administer(`DROP DATABASE ${quoted} WITH (FORCE)`),
  };
}

/**
 * Called at the top of a test file: its tests share a database of their own. Everything from "@/lib/db", in the tests
 * and in the code that they call, is connected to it.
 */
export function withTestDatabase(options?: TestDatabaseOptions): TestDatabase {
  const database: TestDatabase = { url: "", ownerUrl: "", drop: async () => {} };
  beforeAll(async () => {
    Object.assign(database, await createTestDatabase(options));
    process.env.DATABASE_URL = options?.as === "owner" ? database.ownerUrl : database.url;
  });
  afterAll(async () => {
    await disconnect();
    await database.drop();
  });
  return database;
}

async function administer(...statements: string[]): Promise<void> {
  const url = new URL(inject("templateOwnerUrl"));
  url.pathname = "/postgres";
  const client = await connect(url.href);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
