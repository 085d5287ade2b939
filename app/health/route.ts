import { databaseState } from "@/lib/db/database-state";
import { jobsState } from "@/lib/jobs/queue";

export const dynamic = "force-dynamic";

/**
 * For load balancers: 200 while the database answers within two seconds and takes writes, else 503. `jobs` tells
 * whether this process schedules background work; without it sessions are late, so that alone takes no server out of
 * use.
 */
export async function GET(): Promise<Response> {
  const state = jobsState();
  const jobs = state === "stopped" ? "starting" : state;
  const database = await databaseState();
  const status = database !== "ok" ? "unavailable" : jobs === "failed" ? "degraded" : "ok";
  const headers = { "cache-control": "no-store" };
  return Response.json({ status, database, jobs }, { status: database === "ok" ? 200 : 503, headers });
}
