import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { expect, it } from "vitest";
import { prisma } from "@/lib/db/client";
import { createTestDatabase, withTestDatabase } from "@/lib/db/testing/test-database";
import { migrate } from "./migrate";

const database = withTestDatabase();

it("applies nothing the second time", async () => {
  expect(await migrate(database.ownerUrl)).toEqual([]);
});

it("keeps the history that `prisma migrate deploy` reads: name and SHA-256 of the file", async () => {
  const rows = await prisma.$queryRaw<{ migration_name: string; checksum: string; finished_at: Date | null }[]>`
    SELECT migration_name, checksum, finished_at FROM _prisma_migrations ORDER BY migration_name`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { migration_name, checksum, finished_at } of rows) {
    const file = readFileSync(`prisma/migrations/${migration_name}/migration.sql`);
    expect(checksum).toBe(createHash("sha256").update(file).digest("hex"));
    expect(finished_at).not.toBeNull();
  }
});

it("creates the columns that schema.prisma describes", async () => {
  const described = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: described.ownerUrl, max: 1 });
  try {
    await pool.query("DROP SCHEMA public CASCADE");
    await pool.query(await scriptOfSchema(described.ownerUrl));
    const { rows } = await pool.query(columns);
    expect(await prisma.$queryRawUnsafe(columns)).toEqual(rows);
  } finally {
    await pool.end();
    await described.drop();
  }
});

it("sets the search path of every trigger function that reads tables", async () => {
  const rows = await prisma.$queryRaw`
    SELECT DISTINCT p.proname::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND p.proname <> 'refuse' AND p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=%pg_temp')`;
  expect(rows).toEqual([]);
});

const columns = `
  SELECT table_name, column_name, udt_name, is_nullable, column_default
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
  ORDER BY table_name, column_name`;

async function scriptOfSchema(connectionString: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: readFileSync("prisma/schema.prisma", "utf8") }];
  const engine = await SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString })),
  );
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}
