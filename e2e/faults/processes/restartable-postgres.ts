import * as fs from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { prisma } from "@/lib/db/client";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/lib/db/setup/embedded-postgres";
import { prepareDatabase } from "@/lib/db/setup/prepare-database";
import { withDatabase } from "../claims/check-invariants";

export interface RestartablePostgres {
  url: string;
  /** `pg_ctl restart -m immediate`: no checkpoint; committed transactions are recovered from the log. */
  restart(): Promise<void>;
}

/**
 * Called at the top of a test file: its tests have a Postgres of their own, as durable as the product's, that can be
 * restarted; `prisma` from "@/lib/db/client" is connected to it.
 */
export function withRestartablePostgres(): RestartablePostgres {
  const folder = path.join(tmpdir(), `graphflow-test-${process.pid}-restarts`);
  let server: EmbeddedPostgres;
  const postgres: RestartablePostgres = {
    url: "",
    async restart() {
      const [pid] = await withDatabase(server.ownerUrl, async (database) => {
        const { rows } = await database.query<{ file: string }>("SELECT pg_read_file('postmaster.pid') AS file");
        return rows.map(({ file }) => Number(file.split("\n", 1)[0]));
      });
      if (pid) process.kill(pid, "SIGQUIT");
      await server.ended;
      server = await startEmbeddedPostgres({ folder, port: Number(new URL(postgres.url).port) });
    },
  };
  beforeAll(async () => {
    server = await startEmbeddedPostgres({ folder, port: await freePort() });
    postgres.url = server.url;
    process.env.DATABASE_URL = server.url;
    await prepareDatabase({ applicationUrl: server.url, ownerUrl: server.ownerUrl });
  });
  afterAll(async () => {
    await prisma.$disconnect();
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return postgres;
}
