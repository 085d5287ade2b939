import type { IncomingMessage, Server, ServerResponse } from "node:http";
import * as http from "node:http";
import type { Server as Listener, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { answerClientError } from "./answer-problem";
import { openListeners } from "./open-listeners";
import { fileBody } from "./request-limits";
import { type ReceiverOptions, RequestReceiver } from "./request-receiver";

export interface ServerOptions extends ReceiverOptions {
  maxInFlight?: number;
  maxWaiting?: number;
  maxWaitMs?: number;
  headersTimeoutMs?: number;
  /** Development listens for upgrades (its page reloads); production refuses them. */
  allowsUpgrades?: boolean;
}

export interface WebServer {
  server: Server;
  /** Resolves when connections are taken; rejects when the port cannot be listened on. */
  listen(port: number, host: string | undefined): Promise<void>;
  /** Takes no more requests, lets those in flight end, and ends every connection after `graceMs`. */
  close(graceMs: number): Promise<void>;
}

const serverDefaults = {
  // Node's default, written here because a long session token needs it.
  maxHeaderSize: 16 * 1024,
  // Longer than every limit of a body.
  requestTimeout: fileBody.maxMs + 30_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep an idle connection (60 s), so that they close it first.
  keepAliveTimeout: 65_000,
};

/**
 * The HTTP server in front of Next.js: a body is read, counted and timed before Next.js sees the request, and a bounded
 * number of requests is in flight. Refusals are problem documents.
 */
export function createWebServer(options: ServerOptions): WebServer {
  const { maxInFlight = 64, maxWaiting = 512, maxWaitMs = 1_500 } = options;
  const receiver = new RequestReceiver(options, { maxInFlight, maxWaiting, maxWaitMs });
  const sockets = new Set<Socket>();
  const listeners: Listener[] = [];
  /** The last response of each connection. */
  const responses = new WeakMap<Duplex, ServerResponse>();
  let isClosing = false;

  function receive(request: IncomingMessage, response: ServerResponse): void {
    responses.set(request.socket, response);
    if (isClosing) response.setHeader("connection", "close");
    void receiver.receive(request, response);
  }

  const server = http.createServer(
    {
      ...serverDefaults,
      headersTimeout: options.headersTimeoutMs ?? 10_000,
      shouldUpgradeCallback: () => options.allowsUpgrades ?? false,
    },
    receive,
  );
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // Without this handler Node asks for the body before the limits are checked.
  server.on("checkContinue", receive);
  server.on("clientError", (error, socket) => {
    if (responses.get(socket)?.headersSent && !responses.get(socket)?.writableFinished) socket.destroy();
    else answerClientError(error, socket);
  });

  async function listen(port: number, host: string | undefined): Promise<void> {
    listeners.push(server, ...(await openListeners(server, port, host)));
  }

  async function close(graceMs: number): Promise<void> {
    isClosing = true;
    receiver.close();
    const closed = Promise.all(listeners.map((one) => new Promise<void>((resolve) => one.close(() => resolve()))));
    // Node's own closeIdleConnections() leaves those on which nothing was sent yet.
    const endIdle = () => {
      for (const socket of sockets) if (responses.get(socket)?.closed ?? true) socket.destroySoon();
    };
    endIdle();
    const sweep = setInterval(endIdle, 50);
    await Promise.race([closed, delay(graceMs)]);
    clearInterval(sweep);
    server.closeAllConnections();
    await closed;
  }

  return { server, listen, close };
}
