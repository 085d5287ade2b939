import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { PrismaClient } from "./generated/client";

export { Prisma } from "./generated/client";

// Not the error itself: the driver hangs its whole client on it.
const logLoss = ({ message }: Error) => log.warn({ reason: message }, "A database connection was lost");

/** The pool opens with the first query, so importing this during a build needs no database. */
const lazyPool: SqlDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  async connect() {
    const connectionString = env.DATABASE_URL;
    if (!connectionString) throw new Error("DATABASE_URL is not set: `npm start` sets it for the embedded Postgres.");
    return new PrismaPg(
      {
        connectionString,
        max: 10,
        // Without it a query waits for a free connection for ever; with it the caller hears "busy" in time to say so.
        connectionTimeoutMillis: 2000,
        statement_timeout: 10_000,
        lock_timeout: 3000,
        idle_in_transaction_session_timeout: 10_000,
      },
      // Postgres going away shows in the queries that needed it; unheard, these events would end the process.
      { onPoolError: logLoss, onConnectionError: logLoss },
    ).connect();
  },
};

// `next dev` loads this module again after every change; the pool must stay one.
const holder = globalThis as { graphflowPrisma?: PrismaClient };

/** The only PrismaClient of a process. */
export const prisma: PrismaClient = holder.graphflowPrisma ?? new PrismaClient({ adapter: lazyPool });
holder.graphflowPrisma = prisma;
