import type { ZodType } from "zod";
import { recordDenied } from "@/lib/auth/audit-denied";
import type { Principal } from "@/lib/auth/principal";
import { principalFromRequest } from "@/lib/auth/principal-from-request";
import { isDeeperThan } from "@/lib/engine";
import { AppError, toProblem } from "@/lib/errors";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";

/** One request on its way through a route handler. */
export interface Call<Params> {
  request: Request;
  params: Params;
  /** Who sends it. Throws AppError `unauthenticated`, or `forbidden` for a cookie used from another site. */
  principal(): Promise<Principal>;
  /** Says which session the request is about, for the record of a refusal; hands the id back. */
  about(sessionId: string): string;
}

type Handler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * A route handler around `answer`: whatever it throws becomes a problem document (RFC 9457), the cause goes to the log
 * under a request id that the answer carries too, and a refusal (403, or 404 for something named by id) is recorded.
 */
export function handle<Params = Record<never, never>>(
  answer: (call: Call<Params>) => Promise<Response>,
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
          principal ??= await principalFromRequest(request);
          return principal;
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
      if (refused.status === 403 || refused.status === 404) {
        await recordDenied(principal ?? null, { action, sessionId, reason: refused.code });
      }
      log[refused.status >= 500 ? "error" : "info"](
        { requestId, action, code: refused.code, err: refused },
        "Request refused",
      );
      return problemResponse(refused, requestId);
    }
  };
}

/** An error as `application/problem+json`. */
export function problemResponse(error: AppError, requestId?: string): Response {
  const headers = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });
  if (requestId) headers.set("x-request-id", requestId);
  if (error.status === 401) headers.set("www-authenticate", 'Bearer realm="GraphFlow"');
  const { retryAfterSeconds = error.status === 503 ? 2 : undefined } = error.options;
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(JSON.stringify(toProblem(error)), { status: error.status, headers });
}

/** A JSON answer that no cache keeps: it is somebody's. */
export const jsonResponse = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/**
 * The request's body, parsed by `schema`. Throws AppError `unsupported_media_type` unless it is JSON, `too_large` over
 * `maxBytes` (default 64 KB, counted as it arrives), `malformed` when it is not JSON; and ZodError.
 */
export async function readJson<T>(request: Request, schema: ZodType<T>, { maxBytes = 64 * 1024 } = {}): Promise<T> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new AppError("unsupported_media_type");
  const json = parseJson(await readBytes(request, maxBytes));
  if (isDeeperThan(json, deepestBody)) throw new AppError("malformed", { detail: "The body is nested too deeply." });
  return schema.parse(json);
}

/** Levels; a graph definition has 40 at most. */
const deepestBody = 64;

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError("too_large", { detail: `A request can have at most ${Math.floor(maxBytes / 1024)} KB.` });
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();

  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the body: the rest of an endless one is never read.
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
