import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { withDatabase } from "../faults/claims/check-invariants";
import { expect } from "../people";
import { freePort } from "../servers";

const ownerUrl = process.env.DATABASE_OWNER_URL;
const named = (url: string | undefined, database: string): string => {
  const address = new URL(url ?? "");
  address.pathname = database;
  return address.href;
};

/** A production server with a database of its own, which has the demo data. */
export interface SecondInstallation {
  url: string;
  /** The address of its database for its owner. */
  ownerUrl: string;
  /** Ends the server and removes the database. */
  stop(): Promise<void>;
}

/** Creates a database and starts a server on it, with further environment variables; resolves when it is healthy. */
export async function startInstallation(settings: Record<string, string> = {}): Promise<SecondInstallation> {
  const name = `second_${crypto.randomUUID().replaceAll("-", "")}`;
  await withDatabase(ownerUrl, (database) => database.query(`CREATE DATABASE ${name}`));
  const databaseUrls = {
    DATABASE_URL: named(process.env.DATABASE_URL, name),
    DATABASE_OWNER_URL: named(ownerUrl, name),
  };
  const port = String(await freePort());
  const preloads = ["./lib/commands/processes/exit-with-parent.mjs", "tsx"].flatMap((path) => ["--import", path]);
  const args = ["--disable-warning=ExperimentalWarning", ...preloads, "lib/commands/start.ts"];
  const log = fs.openSync(`.data/e2e-${name}.log`, "w");
  const server = spawn(process.execPath, args, {
    stdio: ["ignore", log, log],
    env: { ...process.env, ...databaseUrls, PORT: port, HOST: "127.0.0.1", DEMO: "1", ...settings },
  });
  const url = `http://127.0.0.1:${port}`;
  const health = () =>
    fetch(`${url}/health`).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
  await expect.poll(health, { timeout: 180_000 }).toBe(200);
  return {
    url,
    ownerUrl: databaseUrls.DATABASE_OWNER_URL,
    async stop() {
      const exit = once(server, "exit");
      server.kill("SIGTERM");
      await exit;
      await withDatabase(ownerUrl, (database) => database.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
