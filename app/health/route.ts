import { prisma } from "@/lib/db/client";
import { jobsState } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

const deadlineMs = 2_000;

/**
 * For load balancers: 200 while the database answers within two seconds, else 503. `jobs` tells whether this process
 * schedules background work; without it sessions are late, so that alone takes no server out of use.
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const state = jobsState();
  const jobs = state === "stopped" ? "starting" : state;
  try {
    await within(deadlineMs, prisma.$queryRaw`SELECT 1`);
    return Response.json({ status: jobs === "failed" ? "degraded" : "ok", database: "ok", jobs }, { headers });
  } catch (error) {
    log.warn({ err: error }, "The database does not answer");
    return Response.json({ status: "unavailable", database: "unreachable", jobs }, { status: 503, headers });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
