import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaClient } from "./generated/client";
import { closePreparedPools, pool } from "./pool";

export { Prisma } from "./generated/client";

/** Prisma on the process's pool: it opens with the first query. */
const lazyPool: SqlDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => new PrismaPg(pool(), { disposeExternalPool: true }).connect(),
};

// `next dev` loads this module again after every change; the client must stay one.
const holder = globalThis as { graphflowPrisma?: PrismaClient };

/** The only PrismaClient of a process. */
export const prisma: PrismaClient = holder.graphflowPrisma ?? new PrismaClient({ adapter: lazyPool });
holder.graphflowPrisma = prisma;

/** Ends every connection of this process; the next query opens new ones. */
export async function disconnect(): Promise<void> {
  await Promise.all([prisma.$disconnect(), closePreparedPools()]);
}
