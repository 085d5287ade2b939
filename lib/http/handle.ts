import type { ZodType } from "zod";
import type { Principal } from "@/lib/auth/principal";
import { recordDenied } from "@/lib/auth/request/audit-denied";
import { principalFromRequest } from "@/lib/auth/request/principal-from-request";
import { isDeeperThan } from "@/lib/engine/definition-kit";
import { AppError, toProblem } from "@/lib/errors";
import { admit, type LimitName } from "@/lib/limits/admit";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";

/** One request to a route handler. */
export interface Call<Params> {
  request: Request;
  params: Params;
  /** Who sends it. Throws AppError `unauthenticated`, or `forbidden` for a cookie used from another site. */
  principal(): Promise<Principal>;
  /** Stores the session of the request, for the record of a refusal. Returns the id. */
  about(sessionId: string): string;
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * A route handler around `answer`. Every error becomes a problem document (RFC 9457); its cause is logged under a
 * request id that the answer also has. A person's refusal (403, or 404 for something named by id) is recorded. Each
 * request counts for its sender in `limit`.
 */
export function handle<Params = Record<never, never>>(
  answer: (call: Call<Params>) => Promise<Response>,
  { limit = () => "api" }: { limit?: (request: Request) => LimitName } = {},
): Handler<Params> {
  return async (request, context) => {
    const requestId = crypto.randomUUID();
    let principal: Principal | undefined;
    let sessionId: string | undefined;
    try {
      const call: Call<Params> = {
        request,
        params: await context.params,
        principal: async () => {
          if (principal) return principal;
          const sender = await principalFromRequest(request);
          await admit(limit(request), sender.userId);
          principal = sender;
          return sender;
        },
        about: (id) => {
          sessionId = id;
          return id;
        },
      };
      const response = await answer(call);
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (error) {
      const refused = toAppError(error);
      const action = `${request.method} ${new URL(request.url).pathname}`;
      if (principal && (refused.status === 403 || refused.status === 404)) {
        await recordDenied(principal, { action, sessionId, reason: refused.code });
      }
      logRefusal({ requestId, action: action.slice(0, 300), code: refused.code }, refused, principal !== undefined);
      return problemResponse(refused, requestId);
    }
  };
}

/** Only errors of the server are logged with a stack trace: refusals are many, and a stack trace is expensive. */
function logRefusal(what: Record<string, string>, refused: AppError, isKnownSender: boolean): void {
  if (refused.status >= 500) log.error({ ...what, err: refused }, "Request refused");
  else log[isKnownSender ? "info" : "debug"]({ ...what, reason: refused.message }, "Request refused");
}

/** An error as `application/problem+json`. */
export function problemResponse(error: AppError, requestId?: string): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (requestId) headers.set("x-request-id", requestId);
  if (error.status === 401) headers.set("www-authenticate", 'Bearer realm="GraphFlow"');
  if (error.options.allow) headers.set("allow", error.options.allow.join(", "));
  const { retryAfterSeconds = error.status === 503 ? 2 : undefined } = error.options;
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(JSON.stringify(toProblem(error)), { status: error.status, headers });
}

/** A JSON answer that is never cached, because it belongs to one person. */
export const jsonResponse = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/**
 * The body of the request, parsed by `schema`. Throws AppError `unsupported_media_type` unless it is JSON in UTF-8,
 * `too_large` above `maxBytes` (default 64 KB, counted while it arrives), `malformed` when it is not JSON; and
 * ZodError.
 */
export async function readJson<T>(request: Request, schema: ZodType<T>, { maxBytes = 64 * 1024 } = {}): Promise<T> {
  const json = parseJson(await readBody(request, maxBytes));
  if (isDeeperThan(json, maxBodyDepth)) throw new AppError("malformed", { detail: "The body is nested too deeply." });
  const parsed = schema.parse(json);
  // Zod silently drops this key of a record.
  if (hasKey(json, "__proto__")) throw new AppError("invalid", { fields: { "": "__proto__ is not a field." } });
  return parsed;
}

/**
 * The bytes of a body that says it is JSON in UTF-8. Throws AppError `unsupported_media_type`, and `too_large` above
 * `maxBytes` (counted while they arrive).
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new AppError("unsupported_media_type");
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1] ?? "utf-8";
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) {
    throw new AppError("unsupported_media_type", { detail: "Send the body in UTF-8: JSON has no other encoding." });
  }
  return readBytes(request, maxBytes);
}

/** Whether an object anywhere in the value has the key; the value is not nested deeply. */
function hasKey(value: unknown, key: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, key) || Object.values(value).some((item) => hasKey(item, key));
}

/** Levels; a graph definition has 40 at most. */
const maxBodyDepth = 64;

/** The bytes of a body of any type. Throws AppError `too_large` above `maxBytes` (counted while they arrive). */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError("too_large", { detail: `A request can have at most ${Math.floor(maxBytes / 1024)} KB.` });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();

  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the body, so that an endless one is not read.
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new AppError("malformed", { detail: "The body is not valid JSON.", cause: error });
  }
}
