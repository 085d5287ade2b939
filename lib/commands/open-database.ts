import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { disconnect } from "@/lib/db/client";
import { startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";
import { env } from "@/lib/env";
import { publishShipped } from "@/lib/workflows/publishing/publish-shipped";
import { cannotUse, checkDatabase } from "./checks/check-database";
import { fail, onStop } from "./processes/lifetime";
import { seed } from "./seed";
import { seedSessions } from "./seed-sessions";

/**
 * Makes the database ready and writes where it is into process.env for us and the processes we start: the one of
 * DATABASE_URL, or an embedded one in .data; migrated, with demo data where that is allowed. Throws one line.
 */
export async function openDatabase(): Promise<void> {
  const isEmbedded = !env.DATABASE_URL;
  if (isEmbedded && env.DATABASE_OWNER_URL)
    throw new Error("DATABASE_OWNER_URL is set and DATABASE_URL is not: set both.");
  if (isEmbedded) await startOwnDatabase();
  else if (!env.NEXTAUTH_SECRET) {
    throw new Error(
      "NEXTAUTH_SECRET is not set: with a DATABASE_URL of your own, set it to a long random text and keep it.",
    );
  }
  onStop(disconnect);
  const applied = await bringUpToDate();
  if (applied.length > 0)
    console.log(`Applied ${applied.length === 1 ? "migration" : "migrations"} ${applied.join(", ")}.`);
  await publishShipped();
  if (env.DEMO) {
    await seed();
    await seedSessions();
  }
}

/**
 * Checks the database of DATABASE_URL and brings it to the newest version, as the role of DATABASE_OWNER_URL when there
 * is one; that variable is gone afterwards, the processes we start have no use for it. Throws one line.
 * @returns the names of the migrations applied by this call, in order.
 */
export async function bringUpToDate(): Promise<string[]> {
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

async function startOwnDatabase(): Promise<void> {
  const server = await startEmbeddedPostgres({ folder: ".data/postgres", onNotice: console.log });
  onStop(server.stop);
  void server.ended.then(() =>
    fail(new Error("The embedded Postgres ended unexpectedly; .data/postgres/postgres.log says why.")),
  );
  process.env.DATABASE_URL = server.url;
  process.env.DATABASE_OWNER_URL = server.ownerUrl;
  process.env.DEMO ||= "1";
  process.env.NEXTAUTH_SECRET ||= keptSecret(".data/secret");
}

/** The same secret at every start, so that people stay signed in. */
function keptSecret(file: string): string {
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return fs.readFileSync(file, "utf8").trim();
}
