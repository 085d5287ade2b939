import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { peerHeader } from "@/lib/auth/request/client-address";
import { AppError } from "@/lib/errors";
import { refuseEarly } from "@/lib/http/refuse-early";
import { type QueueLimits, type Release, RequestQueue } from "@/lib/limits/request-queue";
import { answerProblem } from "./answer-problem";
import { checkHeaders, dropHeaders } from "./check-headers";
import { BufferedRequest, checkAnnouncedLength, hasBody, MemoryBudget, readBody } from "./read-body";
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
import type { CheckSender } from "./sender-check";

/** Answers a request; resolves when the work for it is done. Next.js's request handler is one. */
type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ReceiverOptions {
  answer: Answer;
  /** What `answer` rejected with; the client got a 500. */
  onError: (error: unknown) => void;
  /** Called before the body of a file is read. */
  checkSender: CheckSender;
}

/**
 * The header of a secret of this process. Next.js copies it into the requests that it sends to itself (the page that an
 * action redirects to). Such a request belongs to one in flight: it takes no second place and keeps its client address.
 */
const innerHeader = "x-graphflow-inner";

const smallBodiesBytes = 64 * 1024 * 1024;
const fileBodiesBytes = 8 * fileBody.maxBytes;
/** Milliseconds that work may go on after its client left, before another request gets its place. */
const abandonedMs = 30_000;

/** Checks a request, reads its body and waits for a place in the queue; then the application answers it. */
export class RequestReceiver {
  readonly #options: ReceiverOptions;
  readonly #queue: RequestQueue;
  readonly #budgets = { small: new MemoryBudget(smallBodiesBytes), file: new MemoryBudget(fileBodiesBytes) };
  readonly #innerSecret = randomBytes(32).toString("base64url");

  constructor(options: ReceiverOptions, limits: QueueLimits) {
    this.#options = options;
    this.#queue = new RequestQueue(limits);
  }

  /** Refuses waiting and later requests. */
  close(): void {
    this.#queue.close();
  }

  /** Answers a request. Never rejects: an error becomes a problem document. */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isInner = request.headers[innerHeader] === this.#innerSecret;
    const peer = peerOf(request);
    if (!isInner) request.headers[peerHeader] = peer;
    if (!isInner) dropHeaders(request, peer);
    request.headers[innerHeader] = this.#innerSecret;
    try {
      request.url = readTarget(request.url);
      const path = resolvePath(request.url);
      checkHeaders(request);
      const { method = "GET" } = request;
      // proxy.ts does not see these, and Next.js fails on them: built files, and TRACE, which Fetch does not know.
      const refused = method === "TRACE" || isBuilt(path) ? refuseEarly({ method, path }) : null;
      if (refused) throw refused;
      const whole = hasBody(request) ? await this.#buffer(request, response, path) : request;
      if (isInner || isExempt(request.method, path)) await this.#options.answer(whole, response);
      else await this.#answerInTurn(whole, response, path);
    } catch (error) {
      if (!(error instanceof AppError)) this.#options.onError(error);
      answerProblem(request, response, error instanceof AppError ? error : new AppError("internal", { cause: error }));
    }
  }

  async #buffer(request: IncomingMessage, response: ServerResponse, path: string): Promise<IncomingMessage> {
    const large = largeBodyOf(path);
    const limit = large?.limit ?? smallBody;
    checkAnnouncedLength(request, limit);
    if (large) await this.#admitSender(request, response, large.sender);
    const budget = large ? this.#budgets.file : this.#budgets.small;
    let held = 0;
    response.once("close", () => budget.release(held));
    const hold = (bytes: number) => {
      budget.reserve(bytes);
      held += bytes;
    };
    if (request.headers.expect) response.writeContinue();
    return new BufferedRequest(request, await readBody(request, limit, hold));
  }

  /** Takes a place during the check, so that the number of checks at a time is limited, too. */
  async #admitSender(request: IncomingMessage, response: ServerResponse, sender: FileSender): Promise<void> {
    const release = await this.#queue.enter(whenClosed(response));
    const refusal = await this.#options.checkSender(request, sender).finally(release);
    if (refusal) throw new AppError(refusal.code, refusal.options);
  }

  async #answerInTurn(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const left = whenClosed(response);
    const closed = new Promise<void>((resolve) => {
      if (left.aborted) resolve();
      else left.addEventListener("abort", () => resolve());
    });
    const release = await this.#queue.enter(left);
    if (isEventStream(request.method, path)) releaseWhenStreaming(response, release);
    const answered = this.#options.answer(request, response);
    const isDone = answered.catch(() => {});
    // Work counts after its client left. Otherwise a client could exceed the limit by leaving early.
    const isAbandoned = closed.then(() => delay(abandonedMs, undefined, { ref: false }));
    void Promise.race([Promise.all([isDone, closed]), isAbandoned]).then(release);
    await answered;
  }
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

/** Releases the place when the response starts to stream events. Until then the request counts. */
function releaseWhenStreaming(response: ServerResponse, release: Release): void {
  const writeHead = response.writeHead;
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    const result = writeHead.apply(response, args);
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) release();
    return result;
  }) as typeof writeHead;
}
