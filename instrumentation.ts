import type { Instrumentation } from "next";

/** From the request to stop until unfinished runs release their leases; the server waits a second longer. */
const stopGraceMs = 3_000;

/**
 * Runs once when a server starts. The web process runs the background jobs; with `GRAPHFLOW_WORKER=off` it only
 * schedules them. A failure is logged, and the server goes on: without jobs, sessions advance with the next request.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { log } = await import("@/lib/log");
    const { endWork, startJobs, startScheduling } = await import("@/lib/sessions/run-jobs");
    const { onServerStop } = await import("@/lib/http/server/stop-signal");
    const { openConnections } = await import("@/lib/db/connections/pool");
    const { registerSenderCheck } = await import("@/lib/http/server/sender-check");
    const { refuseSender } = await import("@/lib/http/refuse-sender");
    const start = process.env.GRAPHFLOW_WORKER === "off" ? startScheduling : startJobs;
    const { keepIngestingShipped } = await import("@/lib/documents/ingest-shipped");
    const { probeModels } = await import("@/lib/llm/probe");
    registerSenderCheck(refuseSender);
    onServerStop(() => endWork(stopGraceMs));
    // Not awaited: the server must answer also while the database does not.
    void openConnections();
    void probeModels();
    void keepIngestingShipped();
    start().catch((error: unknown) => log.error({ err: error }, "Background jobs did not start"));
  }
}

/** Logs the errors of pages and server actions; route handlers log theirs. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { log } = await import("@/lib/log");
    // Without the query: it can hold a sign-in provider's one-time code.
    const path = request.path.split("?")[0];
    log.error({ err: error, method: request.method, path, route: context.routePath }, "Request failed");
  }
};
