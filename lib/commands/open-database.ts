import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { disconnect } from "@/lib/db/client";
import { connect } from "@/lib/db/connections/connection";
import { startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";
import { ingestShipped } from "@/lib/documents/ingest-shipped";
import { env } from "@/lib/env";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { cannotUse, checkDatabase } from "./checks/check-database";
import { fail, onStop } from "./processes/lifetime";
import { seed } from "./seed";
import { seedSessions } from "./seed-sessions";

/**
 * Migrates the database of DATABASE_URL, or an embedded one in .data, and adds demo data where that is allowed. Sets
 * the variables in process.env for this process and those that it starts. Throws an Error of one line.
 */
export async function openDatabase(): Promise<void> {
  const isEmbedded = !env.DATABASE_URL;
  if (isEmbedded && env.DATABASE_OWNER_URL)
    throw new Error("DATABASE_OWNER_URL is set and DATABASE_URL is not: set both.");
  if (isEmbedded) await startEmbeddedDatabase();
  else if (!env.NEXTAUTH_SECRET) {
    throw new Error(
      "NEXTAUTH_SECRET is not set: with a DATABASE_URL of your own, set it to a long random text and keep it.",
    );
  }
  onStop(disconnect);
  const applied = await migrateDatabase();
  if (applied.length > 0)
    console.log(`Applied ${applied.length === 1 ? "migration" : "migrations"} ${applied.join(", ")}.`);
  await publishShipped();
  await ingestDocuments();
  if (env.DEMO) {
    await seed();
    await seedSessions();
  }
}

/** An embedding server that does not answer must not delay the start: the web server tries again. */
const ingestTimeoutMs = 5_000;

async function ingestDocuments(): Promise<void> {
  try {
    await ingestShipped({ signal: AbortSignal.timeout(ingestTimeoutMs) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.warn(`The documents of the product are not ingested yet: ${reason}`);
  }
}

const addressFile = ".data/database-url";

/**
 * As `openDatabase`, for a command beside a server: it uses the embedded database that `npm start` runs, when it does.
 * Throws an Error of one line.
 */
export async function joinDatabase(): Promise<void> {
  const running = env.DATABASE_URL ? undefined : await findRunning();
  if (!running) return openDatabase();
  process.env.DATABASE_URL = running;
  onStop(disconnect);
}

async function findRunning(): Promise<string | undefined> {
  const address = fs.existsSync(addressFile) ? fs.readFileSync(addressFile, "utf8").trim() : "";
  if (address === "") return undefined;
  try {
    await (await connect(address, { timeoutMs: 2_000 })).end();
    return address;
  } catch {
    // The file of a server that was killed: `openDatabase` starts a server, or says why it cannot.
    return undefined;
  }
}

/**
 * Checks the database of DATABASE_URL and brings it to the newest version, as the role of DATABASE_OWNER_URL when it is
 * set. Deletes that variable: the processes that we start do not need it. Throws an Error of one line.
 * @returns the names of the migrations applied by this call, in order.
 */
export async function migrateDatabase(): Promise<string[]> {
  const { DATABASE_URL: applicationUrl = "", DATABASE_OWNER_URL: ownerUrl } = env;
  delete process.env.DATABASE_OWNER_URL;
  await checkDatabase(applicationUrl);
  if (ownerUrl) await checkDatabase(ownerUrl, "DATABASE_OWNER_URL");
  try {
    return await prepareDatabase({ applicationUrl, ownerUrl });
  } catch (error) {
    throw ownerUrl
      ? cannotUse(ownerUrl, "DATABASE_OWNER_URL", error)
      : cannotUse(applicationUrl, "DATABASE_URL", error);
  }
}

async function startEmbeddedDatabase(): Promise<void> {
  const server = await startEmbeddedPostgres({ folder: ".data/postgres", onNotice: console.log });
  onStop(server.stop);
  void server.ended.then(() =>
    fail(new Error("The embedded Postgres ended unexpectedly; .data/postgres/postgres.log says why.")),
  );
  // Other commands use the running server: `joinDatabase`.
  fs.writeFileSync(addressFile, server.url, { mode: 0o600 });
  onStop(() => fs.rmSync(addressFile, { force: true }));
  process.env.DATABASE_URL = server.url;
  process.env.DATABASE_OWNER_URL = server.ownerUrl;
  process.env.DEMO ||= "1";
  process.env.NEXTAUTH_SECRET ||= readOrCreateSecret(".data/secret");
}

/** Reads the secret, or creates it: the same at every start, so that people stay signed in. */
function readOrCreateSecret(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return fs.readFileSync(file, "utf8").trim();
}
