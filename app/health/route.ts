import { prisma } from "@/lib/db/client";
import { jobsState } from "@/lib/jobs/queue";
import { modelHealth } from "@/lib/llm/model-state";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

const deadlineMs = 2_000;

/**
 * For load balancers: 200 while the database answers within two seconds, else 503. `jobs` tells whether this process
 * schedules background work and `model` how the model answered it last ("ok", "demo", "untried", or why there was no
 * answer); without them sessions are late, so that alone takes no server out of use.
 */
export async function GET(): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  const state = jobsState();
  const jobs = state === "stopped" ? "starting" : state;
  const model = modelHealth();
  const isDegraded = jobs === "failed" || !["ok", "demo", "untried"].includes(model);
  try {
    await within(deadlineMs, prisma.$queryRaw`SELECT 1`);
    return Response.json({ status: isDegraded ? "degraded" : "ok", database: "ok", jobs, model }, { headers });
  } catch (error) {
    log.warn({ err: error }, "The database does not answer");
    return Response.json({ status: "unavailable", database: "unreachable", jobs, model }, { status: 503, headers });
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
