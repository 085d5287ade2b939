import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { openDatabase } from "../open-database";
import { onStop } from "./lifetime";
import { startServer } from "./serve";

/** A time zone and a locale that few developers have: code that relies on the usual ones fails here. */
export const unusualLocale = { TZ: "Asia/Kathmandu", LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8" };

/** Starts an empty, migrated database that is removed afterwards. Returns its address as its owner's role. */
export async function startTemporaryDatabase(): Promise<string> {
  const folder = path.join(tmpdir(), `graphflow-e2e-${process.pid}`);
  onStop(() => fs.rmSync(folder, { recursive: true, force: true }));
  const database = await startEmbeddedPostgres({ folder, durable: false });
  onStop(database.stop);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
  });
  await openDatabase();
  return database.ownerUrl;
}

/**
 * Starts GraphFlow as `npm start` does, with demo data, on a database that is removed afterwards. Resolves to the
 * address of the database as its owner's role, and the id of the server's process.
 */
export async function startTemporaryServer(): Promise<{ ownerUrl: string; pid: number }> {
  Object.assign(process.env, {
    ...unusualLocale,
    DEMO: "1",
    // A few demo accounts send the messages of all tests; the test of this limit starts its own server.
    RATE_LIMIT_CHAT: "6000",
    PORT: String(await freePort()),
    HOST: "127.0.0.1",
  });
  const ownerUrl = await startTemporaryDatabase();
  fs.mkdirSync(".data", { recursive: true });
  for (const earlier of fs.globSync(".data/e2e-*.log")) fs.rmSync(earlier);
  const log = fs.openSync(".data/e2e-server.log", "w");
  const server = await startServer("start", log);
  console.log("The server writes to .data/e2e-server.log.");
  return { ownerUrl, pid: server.process.pid ?? 0 };
}
