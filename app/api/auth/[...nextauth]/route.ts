import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { clientAddress, networkOf } from "@/lib/auth/request/client-address";
import { readDevice, rememberDevice } from "@/lib/auth/request/device";
import { findLocalPath } from "@/lib/auth/sign-in/local-path";
import { authOptions, type PasswordSignIn } from "@/lib/auth/sign-in/options";
import { readOwnCookies } from "@/lib/auth/sign-in/own-cookies";
import { AppError, type AppErrorCode } from "@/lib/errors";
import { problemResponse } from "@/lib/http/handle";
import { admit } from "@/lib/limits/admit";
import { log } from "@/lib/log";
import { toAppError } from "@/lib/to-app-error";

type Context = { params: Promise<{ nextauth: string[] }> };

const maxBytes = 64 * 1024;

/** What next-auth is asked for. It also takes log lines from anyone (`_log`); those are not passed on. */
const methods = new Map<string, readonly string[]>([
  ["csrf", ["GET"]],
  ["providers", ["GET"]],
  ["error", ["GET"]],
  ["session", ["GET", "POST"]],
  ["signin", ["GET", "POST"]],
  ["signout", ["GET", "POST"]],
  ["callback", ["GET", "POST"]],
]);

/** next-auth's own routes, with the limits and status codes the rest of the API has. */
async function answer(request: NextRequest, context: Context): Promise<Response> {
  try {
    const [action = "", provider] = (await context.params).nextauth;
    if (request.method === "POST" && action === "_log") return new Response(null, { status: 204 });
    refuseMalformed(request, action, provider);
    const address = clientAddress(request.headers);
    // What reads no database and asks no provider is not counted.
    if (request.method === "POST" || action === "callback") await admit("auth", networkOf(address));
    const attempt: PasswordSignIn = {
      address,
      device: await readDevice(request.headers.get("cookie")),
      outcome: {},
    };
    const response: Response = await NextAuth(request, context, authOptions(attempt));
    return await finish(response, attempt);
  } catch (error) {
    const refused = refusalOf(error);
    if (refused.status >= 500) log.error({ err: error }, "next-auth failed");
    return problemResponse(refused.code === "rate_limited" ? withSignInUrl(refused, request.headers) : refused);
  }
}

/** Throws AppError for what next-auth would answer with an error of its own or a 500. */
function refuseMalformed(request: NextRequest, action: string, provider?: string): void {
  const allow = methods.get(action);
  if (!allow) throw new AppError("not_found");
  if (!allow.includes(request.method)) throw new AppError("method_not_allowed", { allow });
  // A password comes in a form. next-auth answers a link to its callback with a 500.
  if (action === "callback" && provider === "credentials" && request.method === "GET") {
    throw new AppError("method_not_allowed", { allow: ["POST"] });
  }
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("too_large");

  const { values, ambiguous } = readOwnCookies(request.headers.get("cookie"));
  if (ambiguous.size > 0) throw new AppError("malformed", { detail: "Two cookies of one name arrived." });
  const kept = [...values]
    .filter(([name]) => name.endsWith("next-auth.callback-url"))
    .map(([, value]) => decode(value));
  const targets = [...request.nextUrl.searchParams.getAll("callbackUrl").filter(Boolean), ...kept];
  const origin = originOf(request.headers);
  const isOurs = (target: string) => /^(\/|https?:)/i.test(target) && findLocalPath(target, origin) !== null;
  if (!targets.every(isOurs))
    throw new AppError("malformed", { detail: "callbackUrl is not an address of this site." });
}

/** As next-auth makes it out: NEXTAUTH_URL, else what the request was sent to. */
function originOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  const scheme = headers.get("x-forwarded-proto") === "http" ? "http" : "https";
  return new URL(process.env.NEXTAUTH_URL || `${scheme}://${host}`).origin;
}

/** A cookie's value; one that cannot be decoded is taken as it is, like next-auth does. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

async function finish(response: Response, { device, outcome }: PasswordSignIn): Promise<Response> {
  const { retryAfterSeconds, signedIn } = outcome;
  if (retryAfterSeconds !== undefined) {
    // next-auth knows only 401 for a sign-in that did not work, or leads to its error page.
    throw new AppError("rate_limited", { detail: "Too many tries to sign in.", retryAfterSeconds });
  }
  if (signedIn) response.headers.append("set-cookie", await rememberDevice(device, signedIn));
  return response.status < 400 ? response : await toProblemResponse(response);
}

const codes: Partial<Record<number, AppErrorCode>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
};

/**
 * A refusal of next-auth (text or a page) as a problem document. It keeps the cookies, and the address from which
 * next-auth's browser code reads the reason.
 */
async function toProblemResponse(response: Response): Promise<Response> {
  const isJson = response.headers.get("content-type")?.includes("json");
  const { url } = isJson ? urlSchema.parse(await response.json()) : {};
  if (!isJson) await response.body?.cancel();
  const code = codes[response.status] ?? (response.status < 500 ? "malformed" : "internal");
  const problem = problemResponse(new AppError(code, { ...(url && { data: { url } }) }));
  for (const cookie of response.headers.getSetCookie()) problem.headers.append("set-cookie", cookie);
  return problem;
}

const urlSchema = z.object({ url: z.string().optional() }).catch({});

/** next-auth's browser code looks for an address with an error in it, also in a refusal. */
function withSignInUrl(refused: AppError, headers: Headers): AppError {
  const data = { url: `${originOf(headers)}/sign-in?error=rate_limited` };
  return new AppError(refused.code, { ...refused.options, data });
}

function refusalOf(error: unknown): AppError {
  const isUnreadable = error instanceof SyntaxError || (error instanceof TypeError && "code" in error);
  return isUnreadable ? new AppError("malformed", { cause: error }) : toAppError(error);
}

export { answer as GET, answer as POST };
