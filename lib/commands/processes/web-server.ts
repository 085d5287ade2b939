import { setTimeout as delay } from "node:timers/promises";
import { env } from "@/lib/env";
import { createWebServer } from "@/lib/http/server/create-server";
import { checkSender } from "@/lib/http/server/sender-check";
import { stopWork } from "@/lib/http/server/stop-signal";
import { log } from "@/lib/log";
import { serverAddress } from "./server-address";

/** Milliseconds for requests in flight when the server is told to stop. */
const graceMs = 4_000;
const closeNextMs = 1_000;

/** Serves GraphFlow on HOST and PORT until SIGTERM or SIGINT; then requests in flight end, and the process exits. */
export async function runWebServer(mode: "start" | "dev"): Promise<void> {
  const { server, listen, close } = createWebServer({
    answer: (request, response) => answer(request, response),
    onError: (error) => log.error({ err: error }, "Request failed"),
    checkSender,
    allowsUpgrades: mode === "dev",
  });
  const { default: next } = await import("next");
  const hostname = env.HOST;
  const app = next({ dev: mode === "dev", port: env.PORT, httpServer: server, ...(hostname && { hostname }) });
  // As `next start` does: the address at which Next.js calls itself.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${serverAddress(hostname)}:${env.PORT}`;
  await app.prepare();
  const answer = app.getRequestHandler();

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    const grace = delay(mode === "dev" ? 0 : graceMs);
    const work = stopWork().catch((error: unknown) => log.warn({ err: error }, "Background work did not end"));
    await close(mode === "dev" ? 0 : graceMs);
    // Without connections the server closes at once: sessions that jobs advance must release their leases first.
    await Promise.race([work, grace]);
    const late = setTimeout(() => process.exit(0), closeNextMs);
    await app.close().catch((error: unknown) => log.warn({ err: error }, "Next.js did not close"));
    clearTimeout(late);
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());

  await listen(env.PORT, hostname);
}
