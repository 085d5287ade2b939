import type { Instrumentation } from "next";

/** From the request to stop until turns that still run are handed over; the server itself waits a second longer. */
const stopGraceMs = 3_000;

/**
 * Runs once when a server starts: background jobs live in the web process unless `GRAPHFLOW_WORKER=off` says that
 * workers of their own do that; then it only schedules them. A failure is logged and the server serves on: jobs only
 * bring forward what requests do too.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { log } = await import("@/lib/log");
    const { endWork, startJobs, startScheduling } = await import("@/lib/sessions/run-jobs");
    const { onServerStop } = await import("@/lib/http/server/stop-signal");
    const { registerSenderCheck } = await import("@/lib/http/server/sender-check");
    const { refuseSender } = await import("@/lib/http/refuse-sender");
    const start = process.env.GRAPHFLOW_WORKER === "off" ? startScheduling : startJobs;
    const { probeModels } = await import("@/lib/llm/probe");
    registerSenderCheck(refuseSender);
    onServerStop(() => endWork(stopGraceMs));
    void probeModels();
    // Not awaited: a database that is slow to come must not keep the server from saying so.
    start().catch((error: unknown) => log.error({ err: error }, "Background jobs did not start"));
  }
}

/** What pages and server actions throw; route handlers log their own. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { log } = await import("@/lib/log");
    // Without the query: it can hold a sign-in provider's one-time code.
    const path = request.path.split("?")[0];
    log.error({ err: error, method: request.method, path, route: context.routePath }, "Request failed");
  }
};
