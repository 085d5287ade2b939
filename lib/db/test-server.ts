import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/db/embedded-postgres";
import { migrate } from "@/lib/db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    templateDatabaseUrl: string;
  }
}

/** Vitest's global setup: one Postgres for the run, with a migrated database that every test database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = path.join(tmpdir(), `graphflow-test-${process.pid}`);
  removeLeftovers();
  const server = await startEmbeddedPostgres({ folder, database: "template", durable: false });
  await migrate(server.url);
  project.provide("templateDatabaseUrl", server.url);
  return async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its folders; the process in their names is gone. */
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
