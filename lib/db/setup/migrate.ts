import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { type MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { connect, connectionOptions, databaseSchema } from "../connections/connection";

const folder = path.resolve("prisma/migrations");

/**
 * Brings a database to the newest migration with Prisma's engine (as WASM: nothing to download), which keeps the same
 * history as `prisma migrate deploy`. The engine takes Prisma's advisory lock: several processes may call this at once.
 * @returns the names of the migrations applied by this call, in order; none when up to date.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  await createSchema(databaseUrl);
  // One connection: the lock belongs to the connection that took it.
  const pool = new pg.Pool({ ...connectionOptions(databaseUrl), max: 1 });
  try {
    const engine = await SchemaEngine.new(
      { datamodels: undefined },
      () => {},
      bindMigrationAwareSqlAdapterFactory(new ScriptPreservingPg(pool, { schema: databaseSchema(databaseUrl) })),
    );
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(),
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    await pool.end();
  }
}

/** Creates the schema if it is missing: a role that may not create schemas can use an existing one. */
async function createSchema(databaseUrl: string): Promise<void> {
  const schema = databaseSchema(databaseUrl);
  const client = await connect(databaseUrl);
  try {
    const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
    if (rowCount === 0) await client.query(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
  } finally {
    await client.end();
  }
}

/** Prisma's adapter splits scripts at every semicolon, also inside function bodies; this one sends them unchanged. */
class ScriptPreservingPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(path.join(folder, name, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}
