import { prisma } from "@/lib/db/client";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

const patienceMs = 2_000;

/** For load balancers: 200 while the database answers within two seconds, else 503. */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    await within(patienceMs, prisma.$queryRaw`SELECT 1`);
    return Response.json({ status: "ok", database: "ok" }, { headers });
  } catch (error) {
    log.warn({ err: error }, "The database does not answer");
    return Response.json({ status: "unavailable", database: "unreachable" }, { status: 503, headers });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
