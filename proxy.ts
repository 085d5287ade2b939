import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { checkActionCall } from "@/lib/http/action-call";
import { hasPage, isAction, isActionOfPage } from "@/lib/http/build-manifests";
import { earlyAnswer, isPage, refuseEarly } from "@/lib/http/refuse-early";
import { log } from "@/lib/log";
import { requireActionOrigin } from "./lib/auth/request/same-origin";
import { clearAmbiguous } from "./lib/auth/sign-in/own-cookies";

const isDevelopment = process.env.NODE_ENV === "development";

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React's development build evaluates strings to show where an error came from.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Style elements need the nonce; style attributes are how React Flow places nodes.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Sets security headers and refuses requests that no page or route can handle. Permissions are checked where data is
 * read and written: a proxy can be bypassed.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const refused = await refuse(request);
  const response = refused ? answerOf(refused, request) : passOn(request);
  const path = request.nextUrl.pathname;
  const host = request.headers.get("host") ?? "";
  // Readers of cookies refuse two of one name; here they are removed, so that signing in again helps.
  for (const cookie of clearAmbiguous({ cookies: request.headers.get("cookie"), host, path })) {
    response.headers.append("set-cookie", cookie);
  }
  return response;
}

async function refuse(request: NextRequest): Promise<AppError | null> {
  const { method, nextUrl, headers } = request;
  const early = refuseEarly({ method, path: nextUrl.pathname });
  if (early || method !== "POST" || !isPage(nextUrl.pathname)) return early;
  try {
    // The action checks the origin too; Next.js accepts a call without an Origin header.
    requireActionOrigin(headers);
    const [actionId, contentType] = [headers.get("next-action"), headers.get("content-type")];
    if (actionId !== null || contentType?.startsWith("multipart/form-data")) {
      // The server has limited the size of the body.
      const body = new Uint8Array(await request.arrayBuffer().catch(incomplete));
      checkActionCall({ actionId, contentType, body }, (id) => isKnownAction(id, nextUrl.pathname, actionId !== null));
    }
    return null;
  } catch (error) {
    const refused = error instanceof AppError ? error : new AppError("internal", { cause: error });
    const action = `POST ${nextUrl.pathname.slice(0, 300)}`;
    if (refused.code === "internal") log.error({ action, err: refused }, "A call could not be judged");
    else log.info({ action, code: refused.code }, "Request refused");
    return refused;
  }
}

function incomplete(cause: unknown): never {
  throw new AppError("malformed", { detail: "The form did not arrive.", cause });
}

/** Whether the page has the action: for an invented id Next.js would log a stack trace. */
function isKnownAction(id: string, path: string, isByScript: boolean): boolean {
  if (isDevelopment) return true;
  return isByScript ? hasPage(path) && isAction(id) : isActionOfPage(id, path);
}

function answerOf(refused: AppError, request: NextRequest): NextResponse {
  const { status, headers, body } = earlyAnswer(refused, request.headers.get("accept"));
  const response = new NextResponse(body, { status, headers });
  response.headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  response.headers.set("x-content-type-options", "nosniff");
  // The scripts of Next.js expect this header for an unknown action.
  if (refused.code === "conflict") response.headers.set("x-nextjs-action-not-found", "1");
  return response;
}

function passOn(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);

  // Next.js takes the nonce for its own scripts from the request's policy; ours read x-nonce.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set("x-page", request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  // Not "no-referrer": browsers then call the origin of our own plain forms "null", and server actions refuse it.
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  // The server removes the header of an untrusted proxy. Without TLS browsers ignore what is set here.
  const isHttps = request.headers.get("x-forwarded-proto") === "https" || env.NEXTAUTH_URL?.startsWith("https://");
  if (isHttps) response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  return response;
}

export const config = { matcher: "/((?!_next/static/).*)" };
