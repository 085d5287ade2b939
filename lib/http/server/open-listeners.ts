import { once } from "node:events";
import { createServer, type Server } from "node:net";

/**
 * libuv accepts one connection per listener and turn of the event loop. A turn takes tens of milliseconds under load,
 * so with one listener the clients of a full server would wait many seconds for a refusal.
 */
const listenerCount = 16;

/**
 * Lets a server listen on a port with several listeners, where the system spreads connections over them (Linux,
 * FreeBSD), else with one. Resolves to the additional ones, to be closed with the server. Rejects when the port is
 * taken, also by several listeners of another server: the system would give each server a part of the connections.
 */
export async function openListeners(server: Server, port: number, host: string | undefined): Promise<Server[]> {
  const address = host === undefined ? {} : { host };
  if (port > 0) await checkFree({ ...address, port });
  const isShared = await listen(server, { ...address, port, reusePort: true }).then(
    () => true,
    () => false,
  );
  if (!isShared) {
    await listen(server, { ...address, port });
    return [];
  }
  const bound = server.address();
  const shared = { ...address, port: typeof bound === "object" && bound ? bound.port : port, reusePort: true };
  // The server treats a socket that another listener took as one of its own.
  const others = Array.from({ length: listenerCount - 1 }, () =>
    createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit("connection", socket)),
  );
  await Promise.all(others.map((other) => listen(other, shared)));
  return others;
}

/** Rejects when any listener has the port: this one does not share it. */
async function checkFree(address: { port: number; host?: string }): Promise<void> {
  const probe = createServer();
  await listen(probe, address);
  probe.close();
  await once(probe, "close");
}

async function listen(server: Server, options: { port: number; host?: string; reusePort?: boolean }): Promise<void> {
  server.listen(options);
  await once(server, "listening");
}
