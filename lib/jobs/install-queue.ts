import { createHash } from "node:crypto";
import { once } from "node:events";
import { PgBoss } from "pg-boss";
import { connect, connectionOptions, databaseSchema } from "@/lib/db/connections/connection";

/** The schema of the job queue's own tables: "pgboss", and one for each further `?schema=` of a database. */
export function queueSchema(databaseUrl: string): string {
  const schema = databaseSchema(databaseUrl);
  if (schema === "public") return "pgboss";
  // pg-boss takes plain names of at most 50 bytes.
  const isPlain = /^[a-z_][a-z0-9_]{0,39}$/.test(schema);
  return `pgboss_${isPlain ? schema : createHash("sha256").update(schema).digest("hex").slice(0, 16)}`;
}

/**
 * The connection options of pg-boss in an application process. Its tables exist (`installQueue`): its role may own
 * nothing.
 */
export const queueConnection = (databaseUrl: string) => ({
  ...connectionOptions(databaseUrl),
  schema: queueSchema(databaseUrl),
  migrate: false,
  createSchema: false,
  reindex: false,
});

const indexTimeoutMs = 10_000;

/**
 * Creates the tables of the job queue, or migrates them to the installed version of pg-boss. Needs their owner's role.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  const client = await connect(ownerUrl);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: queueSchema(ownerUrl),
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {}); // The failing call throws too.
  try {
    await boss.start();
    await waitForIndexes(boss);
  } finally {
    await boss.stop({ graceful: false });
    await client.end();
  }
}

/**
 * A new version of pg-boss builds its indexes after its migration, in the background and as the owner. Without them
 * jobs are slower, not wrong: an unfinished index is built by the next start.
 */
async function waitForIndexes(boss: PgBoss): Promise<void> {
  const isPending = async () =>
    (await boss.getBamStatus()).some(({ status }) => status === "pending" || status === "in_progress");
  const signal = AbortSignal.timeout(indexTimeoutMs);
  while (!signal.aborted && (await isPending())) await once(boss, "bam", { signal }).catch(() => {});
}
