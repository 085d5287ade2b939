import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { processState } from "@/lib/process-state";
import { databaseSchema } from "./connections/connection";
import { closePreparedPools, databaseUrl, pool } from "./connections/pool";
import { PrismaClient } from "./generated/client";

export { Prisma } from "./generated/client";

/** Prisma on the pool of the process, which opens with the first query. */
const lazyPool: SqlDriverAdapterFactory = {
  provider: "postgres",
  adapterName: "@prisma/adapter-pg",
  connect: () => new PrismaPg(pool(), { schema: databaseSchema(databaseUrl()), disposeExternalPool: true }).connect(),
};

/** The only PrismaClient of a process. */
export const prisma: PrismaClient = processState("prisma-client", () => new PrismaClient({ adapter: lazyPool }));

/** Ends every connection of this process; the next query opens new ones. */
export async function disconnect(): Promise<void> {
  await Promise.all([prisma.$disconnect(), closePreparedPools()]);
}
