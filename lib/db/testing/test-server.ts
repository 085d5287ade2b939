import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "@/lib/db/connections/connection";
import { startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";

declare module "vitest" {
  export interface ProvidedContext {
    /** As the application's role, and as the owner's. */
    templateDatabaseUrl: string;
    templateOwnerUrl: string;
  }
}

/** Vitest's global setup: one Postgres for the run, with a migrated database from which test databases are copied. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = path.join(tmpdir(), `graphflow-test-${process.pid}`);
  removeLeftovers();
  const server = await startEmbeddedPostgres({ folder, database: "template", durable: false });
  await prepareDatabase({ applicationUrl: server.url, ownerUrl: server.ownerUrl });
  await setUnusualDefaults(server.ownerUrl);
  project.provide("templateDatabaseUrl", server.url);
  project.provide("templateOwnerUrl", server.ownerUrl);
  return async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

/** Unusual defaults of the role: a connection that relies on a default fails here. */
async function setUnusualDefaults(ownerUrl: string): Promise<void> {
  const settings = {
    timezone: "America/New_York",
    datestyle: "German, DMY",
    intervalstyle: "sql_standard",
    default_transaction_isolation: "serializable",
    bytea_output: "escape",
    extra_float_digits: "-10",
    standard_conforming_strings: "off",
    client_encoding: "LATIN1",
    statement_timeout: "30s",
    lock_timeout: "20s",
  };
  const client = await connect(ownerUrl);
  for (const [name, value] of Object.entries(settings)) await client.query(`ALTER ROLE ALL SET ${name} TO '${value}'`);
  await client.end();
}

/** Removes the folders of runs that were killed; their names contain the process id. */
function removeLeftovers(): void {
  for (const name of fs.readdirSync(tmpdir())) {
    const pid = /^graphflow-(?:test|e2e)-(\d+)/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) fs.rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
