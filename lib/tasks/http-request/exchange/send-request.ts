import type { Readable } from "node:stream";
import type { SecretMask } from "@/lib/secrets/mask-secrets";
import { upperFirst } from "@/lib/words";
import { accessTo, refusalOf } from "./allowed-hosts";
import { connectionError, HttpRequestError } from "./http-error";
import { type Lookup, openAgent } from "./open-agent";
import { acceptedEncodings, type ResponseHead } from "./read-body";

/** A request with its values and limits. */
export interface HttpRequest {
  method: "GET" | "POST";
  url: URL;
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
  /** The same for every try of the step. */
  idempotencyKey: string;
  /** A secret is in the body: it is not sent to another host. */
  hasSecretBody: boolean;
}

export interface SendOptions {
  /** Milliseconds for everything: the name, the connection, redirects, the whole answer. */
  timeoutMs: number;
  /** Ends the request; the reason is thrown. */
  signal: AbortSignal;
  mask: SecretMask;
  /** Statuses that are answers, also when they are redirects. */
  isSuccess(status: number): boolean;
  /** Finds the addresses of names; that of Node.js by default. */
  lookup?: Lookup;
}

type ReadResponse<Result> = (head: ResponseHead, body: Readable) => Promise<Result>;

const mostRedirects = 3;
/** Headers of the designer that a redirect to another origin may take along. */
const harmlessHeaders = new Set(["accept", "accept-language", "content-type"]);

/**
 * Sends a request and reads its answer while the time lasts. Redirects are followed one by one, each checked like the
 * request itself; only the first origin gets the designer's headers. Throws HttpRequestError, whose words contain
 * nothing of the request but its host.
 */
export async function sendRequest<Result>(
  request: HttpRequest,
  options: SendOptions,
  read: ReadResponse<Result>,
): Promise<Result> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const ended = AbortSignal.any([options.signal, timeout]);
  const host = request.url.hostname;
  try {
    return await follow(request, { ...options, signal: ended }, read);
  } catch (error) {
    options.signal.throwIfAborted();
    if (!timeout.aborted) throw connectionError(error, host);
    const seconds = options.timeoutMs / 1_000;
    throw new HttpRequestError("timeout", `“${host}” gave no whole answer within ${seconds} seconds.`, {
      retryable: true,
    });
  }
}

async function follow<Result>(request: HttpRequest, options: SendOptions, read: ReadResponse<Result>): Promise<Result> {
  let hop = request;
  for (let redirects = 0; ; redirects++) {
    const outcome = await sendHop(hop, options, read);
    if (!("location" in outcome)) return outcome.result;
    if (redirects === mostRedirects)
      throw new HttpRequestError("redirect", `The request was redirected more than ${mostRedirects} times.`);
    hop = redirected(hop, outcome, options.mask);
  }
}

type HopOutcome<Result> = { result: Result } | { location: string; status: number };

async function sendHop<Result>(
  hop: HttpRequest,
  { signal, lookup, isSuccess }: SendOptions,
  read: ReadResponse<Result>,
): Promise<HopOutcome<Result>> {
  const access = accessTo(hop.url);
  if (access === "none") throw new HttpRequestError("host_not_allowed", upperFirst(refusalOf(hop.url)));
  const agent = openAgent(hop.url, access, lookup);
  // undici ends a request that is still connecting only with its agent.
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop);
  const sending = (async (): Promise<HopOutcome<Result>> => {
    signal.throwIfAborted();
    const { statusCode, headers, body } = await agent.request({
      origin: hop.url.origin,
      path: `${hop.url.pathname}${hop.url.search}`,
      method: hop.method,
      headers: headersOf(hop),
      body: hop.body,
    });
    // An answer that is not read to its end emits an error, which would end the process.
    body.on("error", () => {});
    const header = (name: string): string | undefined => [headers[name] ?? []].flat()[0];
    const location = header("location");
    const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && !isSuccess(statusCode);
    if (isRedirect && location !== undefined) return { location, status: statusCode };
    return { result: await read({ status: statusCode, header }, body) };
  })();
  try {
    return await Promise.race([sending, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
    sending.catch(() => {});
    await agent.destroy().catch(() => {});
  }
}

const headersOf = ({ headers, body, idempotencyKey }: HttpRequest): Record<string, string> => ({
  accept: "application/json",
  "user-agent": "GraphFlow",
  ...(body !== undefined && { "content-type": "application/json" }),
  ...headers,
  "accept-encoding": acceptedEncodings,
  "idempotency-key": idempotencyKey,
});

/** The request that a redirect asks for. Throws HttpRequestError for one that is not followed. */
function redirected(
  { method, url, headers, body, idempotencyKey, hasSecretBody }: HttpRequest,
  { location, status }: { location: string; status: number },
  mask: SecretMask,
): HttpRequest {
  const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (!next || !/^https?:$/.test(next.protocol) || next.username || next.password)
    throw new HttpRequestError("redirect", `“${url.hostname}” redirects to an address that cannot be used.`);
  const isElsewhere = next.origin !== url.origin;
  // A POST is sent again only where the status says so.
  const repeats = method === "POST" && status >= 307;
  if (isElsewhere && ((repeats && hasSecretBody) || mask.finds(next.href)))
    throw new HttpRequestError("redirect", `“${url.hostname}” redirects a request with a secret to another host.`);
  const kept = Object.entries(headers).filter(
    ([name]) => (!isElsewhere || harmlessHeaders.has(name)) && (repeats || name !== "content-type"),
  );
  return {
    method: repeats ? method : "GET",
    url: next,
    headers: Object.fromEntries(kept),
    body: repeats ? body : undefined,
    idempotencyKey,
    hasSecretBody: repeats && hasSecretBody,
  };
}
