import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import * as http from "node:http";
import type { Server as Listener, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { peerHeader } from "@/lib/auth/request/client-address";
import { AppError } from "@/lib/errors";
import { refuseEarly } from "@/lib/http/refuse-early";
import { answerClientError, answerProblem } from "./answer-problem";
import { openListeners } from "./open-listeners";
import { BufferedRequest, checkAnnouncedLength, hasBody, MemoryBudget, readBody } from "./read-body";
import { checkHeaders, dropHeaders } from "./read-headers";
import {
  type FileSender,
  fileBody,
  isBuilt,
  isEventStream,
  isExempt,
  largeBodyOf,
  readTarget,
  resolvePath,
  smallBody,
} from "./request-limits";
import { type Release, RequestQueue } from "./request-queue";
import type { CheckSender } from "./sender-check";

/** Answers a request; resolves when the work for it is done. Next.js's request handler is one. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ServerOptions {
  answer: Answer;
  /** What `answer` rejected with; the client got a 500. */
  onError: (error: unknown) => void;
  /** Asked before the body of a file is read. */
  checkSender: CheckSender;
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

/**
 * A secret of this process that Next.js copies into the requests it sends to itself (the page an action redirects to).
 * Such a request is part of one in flight: it takes no second place and keeps the address it came from.
 */
const innerHeader = "x-graphflow-inner";

const smallBodiesBytes = 64 * 1024 * 1024;
const fileBodiesBytes = 8 * fileBody.maxBytes;
/** How long work goes on after its client left before its place is given to another request. */
const abandonedMs = 30_000;

/**
 * The HTTP server in front of Next.js: a body is read, counted and timed before Next.js sees the request, and a bounded
 * number of requests is in flight. Refusals are problem documents.
 */
export function createWebServer(options: ServerOptions): WebServer {
  const { answer, onError, checkSender, maxInFlight = 64, maxWaiting = 512, maxWaitMs = 1_500 } = options;
  const queue = new RequestQueue({ maxInFlight, maxWaiting, maxWaitMs });
  const budgets = { small: new MemoryBudget(smallBodiesBytes), file: new MemoryBudget(fileBodiesBytes) };
  const innerSecret = randomBytes(32).toString("base64url");
  const sockets = new Set<Socket>();
  const listeners: Listener[] = [];
  /** The newest of each connection. */
  const responses = new WeakMap<Duplex, ServerResponse>();
  let isClosing = false;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    responses.set(request.socket, response);
    const isInner = request.headers[innerHeader] === innerSecret;
    const peer = peerOf(request);
    if (!isInner) request.headers[peerHeader] = peer;
    if (!isInner) dropHeaders(request, peer);
    request.headers[innerHeader] = innerSecret;
    if (isClosing) response.setHeader("connection", "close");
    try {
      request.url = readTarget(request.url);
      const path = resolvePath(request.url);
      checkHeaders(request);
      const { method = "GET" } = request;
      // What proxy.ts does not see and Next.js fails on: built files, and a method that the Fetch standard does not know.
      const refused = method === "TRACE" || isBuilt(path) ? refuseEarly({ method, path }) : null;
      if (refused) throw refused;
      const whole = hasBody(request) ? await buffer(request, response, path) : request;
      if (isInner || isExempt(request.method, path)) await answer(whole, response);
      else await answerInTurn(whole, response, path);
    } catch (error) {
      if (!(error instanceof AppError)) onError(error);
      answerProblem(request, response, error instanceof AppError ? error : new AppError("internal", { cause: error }));
    }
  }

  async function buffer(request: IncomingMessage, response: ServerResponse, path: string): Promise<IncomingMessage> {
    const large = largeBodyOf(path);
    const limit = large?.limit ?? smallBody;
    checkAnnouncedLength(request, limit);
    if (large) await admitSender(request, response, large.sender);
    const budget = large ? budgets.file : budgets.small;
    let held = 0;
    response.once("close", () => budget.giveBack(held));
    const hold = (bytes: number) => {
      budget.take(bytes);
      held += bytes;
    };
    if (request.headers.expect) response.writeContinue();
    return new BufferedRequest(request, await readBody(request, limit, hold));
  }

  /** Takes a place meanwhile, so that no more senders are looked up at a time than requests are answered. */
  async function admitSender(request: IncomingMessage, response: ServerResponse, sender: FileSender): Promise<void> {
    const release = await queue.enter(whenClosed(response));
    const refusal = await checkSender(request, sender).finally(release);
    if (refusal) throw new AppError(refusal.code, refusal.options);
  }

  async function answerInTurn(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const left = whenClosed(response);
    const closed = new Promise<void>((resolve) => {
      if (left.aborted) resolve();
      else left.addEventListener("abort", () => resolve());
    });
    const release = await queue.enter(left);
    if (isEventStream(request.method, path)) releaseWhenStreaming(response, release);
    const answered = answer(request, response);
    const isDone = answered.catch(() => {});
    // Work may outlive its client; it still counts, or leaving early would be a way past the limit.
    const isAbandoned = closed.then(() => delay(abandonedMs, undefined, { ref: false }));
    void Promise.race([Promise.all([isDone, closed]), isAbandoned]).then(release);
    await answered;
  }

  const server = http.createServer(
    {
      // Next.js and a long session token need a few KB; Node's default, said here because it is relied on.
      maxHeaderSize: 16 * 1024,
      headersTimeout: options.headersTimeoutMs ?? 10_000,
      // Bodies have limits of their own, all of them shorter.
      requestTimeout: fileBody.maxMs + 30_000,
      connectionsCheckingInterval: 1_000,
      // Longer than load balancers keep an idle connection (60 s): they must be the ones who close it.
      keepAliveTimeout: 65_000,
      shouldUpgradeCallback: () => options.allowsUpgrades ?? false,
    },
    (request, response) => void receive(request, response),
  );
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // Without it Node would ask for the body before the limits are looked at.
  server.on("checkContinue", (request, response) => void receive(request, response));
  server.on("clientError", (error, socket) => {
    if (responses.get(socket)?.headersSent && !responses.get(socket)?.writableFinished) socket.destroy();
    else answerClientError(error, socket);
  });

  async function listen(port: number, host: string | undefined): Promise<void> {
    listeners.push(server, ...(await openListeners(server, port, host)));
  }

  async function close(graceMs: number): Promise<void> {
    isClosing = true;
    queue.close();
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

/** Aborts when the answer has ended or its client has left, which may have been before. */
function whenClosed(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  if (response.closed) closed.abort();
  else response.once("close", () => closed.abort());
  return closed.signal;
}

/** IPv4 addresses are written as such also where the socket speaks IPv6. */
function peerOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

/** An open stream of events takes no place; one that is being opened, or refused, does. */
function releaseWhenStreaming(response: ServerResponse, release: Release): void {
  const writeHead = response.writeHead;
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const result = writeHead.apply(response, args);
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) release();
    return result;
  }) as typeof writeHead;
}
