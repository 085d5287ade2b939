import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import pg from "pg";
import { disconnect } from "@/lib/db/client";
import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres";
import { migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { publishShipped } from "@/lib/workflows/publish-shipped";
import { fail, onStop } from "./lifetime";
import { seed } from "./seed";
import { seedSessions } from "./seed-sessions";

const oldestPostgres = 15;
const patienceMs = 3000;

/**
 * Makes the database ready and writes where it is into process.env for us and the processes we start: the one of
 * DATABASE_URL, or an embedded one in .data; migrated, with demo data where that is allowed. Throws one line.
 */
export async function openDatabase(): Promise<void> {
  const isEmbedded = !env.DATABASE_URL;
  if (isEmbedded) await startOwnDatabase();
  else if (!env.NEXTAUTH_SECRET) {
    throw new Error(
      "NEXTAUTH_SECRET is not set: with a DATABASE_URL of your own, set it to a long random text and keep it.",
    );
  }
  const databaseUrl = env.DATABASE_URL ?? "";
  onStop(disconnect);
  await checkDatabase(databaseUrl);
  const applied = await migrate(databaseUrl);
  if (applied.length > 0)
    console.log(`Applied ${applied.length === 1 ? "migration" : "migrations"} ${applied.join(", ")}.`);
  await publishShipped();
  if (env.DEMO) {
    await seed();
    await seedSessions();
  }
}

async function startOwnDatabase(): Promise<void> {
  const server = await startEmbeddedPostgres({ folder: ".data/postgres", onNotice: console.log });
  onStop(server.stop);
  void server.ended.then(() =>
    fail(new Error("The embedded Postgres ended unexpectedly; .data/postgres/postgres.log says why.")),
  );
  process.env.DATABASE_URL = server.url;
  process.env.DEMO ||= "1";
  process.env.NEXTAUTH_SECRET ||= keptSecret(".data/secret");
}

/** The same secret at every start, so that people stay signed in. */
function keptSecret(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return fs.readFileSync(file, "utf8").trim();
}

/** Throws one line, with neither user nor password in it, when the database cannot be used. */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const { host, pathname } = new URL(databaseUrl);
  const begin = performance.now();
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: patienceMs });
  client.on("error", () => {}); // what failed shows in the call that needed it
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int / 10000 AS version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < oldestPostgres)
      throw new Error(`it is Postgres ${version}, GraphFlow needs ${oldestPostgres} or newer`);
  } catch (cause) {
    const hasTimedOut = performance.now() - begin >= patienceMs;
    const reason = hasTimedOut ? `no answer within ${patienceMs / 1000} seconds` : reasonOf(cause);
    throw new Error(`DATABASE_URL: the database at ${host}${pathname} cannot be used: ${reason}.`, { cause });
  } finally {
    // Not awaited: ending a connection that never came about can hang.
    client.end().catch(() => {});
  }
}

function reasonOf(error: unknown): string {
  // Node tries every address of a name and reports them together.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
