import { databaseState } from "@/lib/db/database-state";
import { jobsState } from "@/lib/jobs/queue";
import { modelHealth } from "@/lib/llm/model-state";

export const dynamic = "force-dynamic";

/**
 * For load balancers: 200 while the database answers within two seconds and accepts writes, else 503. `jobs` says
 * whether this process schedules background work, and `model` how the model answered last ("ok", "demo", "untried",
 * or the error). They do not change the status code: without them sessions are late, but the server works.
 */
export async function GET(): Promise<Response> {
  const state = jobsState();
  const jobs = state === "stopped" ? "starting" : state;
  const model = modelHealth();
  const isDegraded = jobs === "failed" || !["ok", "demo", "untried"].includes(model);
  const database = await databaseState();
  const status = database !== "ok" ? "unavailable" : isDegraded ? "degraded" : "ok";
  const headers = { "cache-control": "no-store" };
  return Response.json({ status, database, jobs, model }, { status: database === "ok" ? 200 : 503, headers });
}
